import type { Part } from '../part.ts'
import { pythonEnvironment } from '../native/python.ts'

export default {
  name: 'flink',
  title: 'Apache Flink',
  version: 'FLINK_VERSION',
  artifacts: ['flink'],
  python: {
    environment: pythonEnvironment('flink-venv', { lock: 'flink.lock', extras: ['lab', 'flink'], newest: [3, 12] }),
    java: { oldest: 17, newest: 25 },
    kernel: 'Python + Flink',
  },
  size: { download: 507, disk: 1059 },
} satisfies Part
