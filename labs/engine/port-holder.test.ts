import { expect, it } from 'vitest'
import { listeningInodes } from './port-holder.ts'

const table = `  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode
   0: 0100007F:1538 00000000:0000 0A 00000000:00000000 00:00000000 00000000  1000        0 71234 1 0 100 0 0 10 0
   1: 0100007F:1538 0100007F:C001 01 00000000:00000000 00:00000000 00000000  1000        0 71299 1 0 100 0 0 10 0
   2: 0100007F:0050 00000000:0000 0A 00000000:00000000 00:00000000 00000000     0        0 60000 1 0 100 0 0 10 0`

it('finds the listening socket of a port, not its connections and not other ports', () => {
  expect(listeningInodes(table, 5432)).toEqual(['71234'])
  expect(listeningInodes(table, 5433)).toEqual([])
})
