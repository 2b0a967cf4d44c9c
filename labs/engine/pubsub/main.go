// The Pub/Sub emulator of the native engine: Google's own in-memory server of the Pub/Sub API on a TCP port.
// See https://pkg.go.dev/cloud.google.com/go/pubsub/v2/pstest
package main

import (
	"flag"
	"fmt"
	"os"
	"os/signal"
	"syscall"

	"cloud.google.com/go/pubsub/v2/pstest"
)

func main() {
	port := flag.Int("port", 8085, "TCP port on the loopback")
	flag.Parse()
	server := pstest.NewServerWithPort(*port)
	defer server.Close()
	fmt.Printf("listening on %s\n", server.Addr)
	stop := make(chan os.Signal, 1)
	signal.Notify(stop, os.Interrupt, syscall.SIGTERM)
	<-stop
}
