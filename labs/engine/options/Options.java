import io.debezium.config.Field;
import java.io.File;
import java.io.IOException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import kafka.server.KafkaConfig;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.connect.runtime.SinkConnectorConfig;
import org.apache.kafka.connect.runtime.SourceConnectorConfig;
import org.apache.kafka.connect.runtime.TopicCreationConfig;
import org.apache.kafka.connect.runtime.distributed.Crypto;
import org.apache.kafka.connect.runtime.distributed.DistributedConfig;
import org.apache.kafka.storage.internals.log.LogConfig;

/**
 * Prints options that no REST answer names: Field constants of Debezium's classes and ConfigDefs of Kafka.
 * One tab-separated line each: owner, name, type, importance, default (\N for none). Run as a single file:
 * java -cp '<plugin jars>:<kafka libs>' Options.java
 */
public class Options {

    public static void main(String[] arguments) throws Exception {
        for (String jar : System.getProperty("java.class.path").split(File.pathSeparator))
            if (new File(jar).getName().startsWith("debezium-"))
                for (String type : classes(jar))
                    for (Field field : fields(type))
                        print(type, field.name(), field.type(), field.importance(), field.defaultValueAsString());
        for (Map.Entry<String, ConfigDef> owner : kafka().entrySet())
            for (ConfigDef.ConfigKey key : owner.getValue().configKeys().values())
                print(owner.getKey(), key.name, key.type, key.importance, key.hasDefault() ? key.defaultValue : null);
    }

    private static List<String> classes(String jar) throws IOException {
        try (JarFile archive = new JarFile(jar)) {
            return archive.stream().map(JarEntry::getName)
                .filter(path -> path.startsWith("io/debezium/") && path.endsWith(".class"))
                .map(path -> path.replace(".class", "").replace('/', '.'))
                .sorted().toList();
        }
    }

    /** Static Field constants that the class itself declares. */
    private static List<Field> fields(String name) throws ReflectiveOperationException {
        List<Field> found = new ArrayList<>();
        try {
            Class<?> type = Class.forName(name, false, Options.class.getClassLoader());
            for (java.lang.reflect.Field constant : type.getDeclaredFields())
                if (Modifier.isStatic(constant.getModifiers()) && constant.getType() == Field.class) {
                    constant.setAccessible(true);
                    found.add((Field) constant.get(null));
                }
        } catch (NoClassDefFoundError absent) {
            // Tracing classes need OpenTelemetry, which the plug-in does not carry; they declare no options.
        }
        return found;
    }

    private static Map<String, ConfigDef> kafka() throws Exception {
        Map<String, ConfigDef> found = new LinkedHashMap<>();
        // The worker's own definition has no public accessor.
        Method worker = DistributedConfig.class.getDeclaredMethod("config", Crypto.class);
        worker.setAccessible(true);
        found.put(DistributedConfig.class.getName(), (ConfigDef) worker.invoke(null, Crypto.SYSTEM));
        found.put(SourceConnectorConfig.class.getName(), SourceConnectorConfig.configDef());
        found.put(SinkConnectorConfig.class.getName(), SinkConnectorConfig.configDef());
        found.put(TopicCreationConfig.class.getName(), TopicCreationConfig.defaultGroupConfigDef());
        found.put(ProducerConfig.class.getName(), ProducerConfig.configDef());
        found.put(ConsumerConfig.class.getName(), ConsumerConfig.configDef());
        found.put(AdminClientConfig.class.getName(), AdminClientConfig.configDef());
        found.put(KafkaConfig.class.getName(), KafkaConfig.configDef());
        found.put(LogConfig.class.getName(), LogConfig.configDefCopy());
        return found;
    }

    private static void print(String owner, String name, Object type, Object importance, Object value) {
        String shown = value == null ? "\\N" : value instanceof Class ? ((Class<?>) value).getName() : value.toString();
        System.out.println(String.join("\t", owner, name, String.valueOf(type), String.valueOf(importance), shown.replaceAll("\\s+", " ")));
    }
}
