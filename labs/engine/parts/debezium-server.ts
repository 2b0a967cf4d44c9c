import type { Part } from '../part.ts'

export default {
  name: 'debezium-server',
  title: 'Debezium Server',
  version: 'DEBEZIUM_SERVER_VERSION',
  artifacts: ['debezium-server'],
  size: { download: 782, disk: 898 },
} satisfies Part
