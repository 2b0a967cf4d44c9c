import type { Part } from '../part.ts'
import { pythonEnvironment } from '../native/python.ts'

export default {
  name: 'spark',
  title: 'Apache Spark',
  version: 'SPARK_VERSION',
  artifacts: ['spark'],
  python: {
    environment: pythonEnvironment('spark-venv', { lock: 'spark.lock', extras: ['lab', 'spark'], like: 'requirements.lock' }),
    java: { oldest: 17, newest: 25 },
    kernel: 'Python + Spark',
  },
  size: { download: 602, disk: 1078 },
} satisfies Part
