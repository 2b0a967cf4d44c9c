import io.debezium.config.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
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
 * Prints options that no REST answer names: Field constants of Debezium's connector and ConfigDefs of Kafka.
 * One tab-separated line each: owner, name, type, importance, default (\N for none). Run as a single file:
 * java -cp '<plugin jars>:<kafka libs>' Options.java
 */
public class Options {

    private static final String CONNECTOR = "io.debezium.connector.postgresql.PostgresConnectorConfig";

    public static void main(String[] arguments) throws Exception {
        for (Field field : fields(Class.forName(CONNECTOR)).values())
            print(CONNECTOR, field.name(), field.type(), field.importance(), field.defaultValueAsString());
        for (Map.Entry<String, ConfigDef> owner : kafka().entrySet())
            for (ConfigDef.ConfigKey key : owner.getValue().configKeys().values())
                print(owner.getKey(), key.name, key.type, key.importance, key.hasDefault() ? key.defaultValue : null);
    }

    /** Field constants of a class and of everything it extends or implements, by option name. */
    private static Map<String, Field> fields(Class<?> type) throws IllegalAccessException {
        Map<String, Field> found = new TreeMap<>();
        if (type == null)
            return found;
        found.putAll(fields(type.getSuperclass()));
        for (Class<?> contract : type.getInterfaces())
            found.putAll(fields(contract));
        for (java.lang.reflect.Field constant : type.getDeclaredFields())
            if (Modifier.isStatic(constant.getModifiers()) && constant.getType() == Field.class) {
                constant.setAccessible(true);
                Field field = (Field) constant.get(null);
                found.put(field.name(), field);
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
