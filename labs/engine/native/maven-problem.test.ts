import { describe, expect, it } from 'vitest'
import { mavenProblem, tellingLine } from './maven-problem.ts'

const output = `[INFO] BUILD FAILURE
[ERROR] Failed to execute goal on project lab-artifacts: Could not transfer artifact org.apache.kafka:kafka_2.13:pom:4.3.1 from/to central: repo.example: Unknown host repo.example -> [Help 1]
[ERROR]\u0020
[ERROR] To see the full stack trace of the errors, re-run Maven with the -e switch.
[ERROR] Re-run Maven using the -X switch to enable full debug logging.
[ERROR]\u0020
[ERROR] For more information about the errors and possible solutions, please read the following articles:
[ERROR] [Help 1] http://cwiki.apache.org/confluence/display/MAVEN/DependencyResolutionException`

describe('mavenProblem', () => {
  it('keeps the line that tells, without the advice after it', () => {
    expect(tellingLine(output)).toMatch(/^Failed to execute goal .* Unknown host repo\.example$/)
  })

  it('says in one line that the network is absent and what was being fetched', () => {
    const { message } = mavenProblem(output, 'kafka-4.3.1')
    expect(message).toMatch(/^Нет доступа к сети: не скачались kafka-4\.3\.1\. Maven: /)
    expect(message).not.toContain('\n')
  })

  it('does not blame the network for a version that does not exist', () => {
    expect(mavenProblem('[ERROR] Could not find artifact x:y:jar:9', 'kafka-9').message).toMatch(/^Maven не скачал kafka-9: Could not find artifact/)
  })

  it('survives silence', () => expect(tellingLine('')).toBe(''))
})
