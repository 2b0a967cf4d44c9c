/** `npm run lab -- …`: the engine of the labs. */
import '../../../labs/engine/cli.ts'
