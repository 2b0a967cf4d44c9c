import type { Command } from './command.ts'
import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { Interrupted, isProblem, Problem } from './problem.ts'

const folder = join(import.meta.dirname, 'commands')

async function main(): Promise<number> {
  const { values, positionals: [name, ...positional] } = readArguments()
  const file = join(folder, `${name}.ts`)
  if (!name || values.help || !existsSync(file))
    return help(name)
  const command: Command = (await import(file)).default
  return command.run({
    positional,
    engine: values.engine,
    with: values.with ?? [],
    without: values.without ?? [],
    follow: values.follow ?? false,
    wipe: values.wipe ?? false,
    passed: [
      ...(['without-cure', 'live'] as const).filter(name => values[name]).map(name => `--${name}`),
      ...(['minutes', 'seed'] as const).flatMap(name => values[name] === undefined ? [] : [`--${name}`, values[name]]),
    ],
    signal: interrupted(),
  })
}

/** @throws Problem for an option there is not. */
function readArguments() {
  try {
    return parseArgs({
      allowPositionals: true,
      options: {
        'engine': { type: 'string' },
        'with': { type: 'string', multiple: true },
        'without': { type: 'string', multiple: true },
        'follow': { type: 'boolean', short: 'f' },
        'wipe': { type: 'boolean' },
        'without-cure': { type: 'boolean' },
        'live': { type: 'boolean' },
        'minutes': { type: 'string' },
        'seed': { type: 'string' },
        'help': { type: 'boolean', short: 'h' },
      },
    })
  }
  catch (error) {
    throw new Problem((error as Error).message.split('. ')[0]!, 'Какие ключи есть: npm run lab')
  }
}

/** The first Ctrl-C asks to stop cleanly; the next one ends the command at once. */
function interrupted(): AbortSignal {
  const controller = new AbortController()
  const stop = () => {
    if (controller.signal.aborted)
      process.exit(130)
    controller.abort(new Interrupted())
  }
  // `on` and not `once`: execa ends the process as soon as nobody but itself listens to the signal.
  for (const signal of ['SIGINT', 'SIGTERM'] as const)
    process.on(signal, stop)
  return controller.signal
}

async function help(asked: string | undefined): Promise<number> {
  const names = readdirSync(folder).filter(file => file.endsWith('.ts') && !file.endsWith('.test.ts')).map(file => file.slice(0, -3))
  const commands = await Promise.all(names.map(async name => ({
    name,
    ...(await import(join(folder, `${name}.ts`))).default as Command,
  })))
  if (asked)
    console.error(`Нет команды «${asked}».\n`)
  console.error('npm run lab -- <команда> [--engine docker|native]\n')
  for (const { name, usage = '', summary } of commands)
    console.error(`  ${`${name} ${usage}`.padEnd(36)} ${summary}`)
  return asked ? 2 : 0
}

function report(error: unknown): number {
  if (error instanceof Interrupted)
    return 130
  if (isProblem(error)) {
    console.error(`\n${error.message}${error.remedy
      ? `\n→ ${error.remedy}`
      : ''}`)
    return 1
  }
  console.error(error)
  return 1
}

process.exitCode = await main().catch(report)
