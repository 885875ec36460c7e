import { expect, test } from '@jest/globals'
import { runCommandLine } from './command-line.ts'

const run = async (...args: string[]) => {
  const printed: string[] = []
  const complained: string[] = []
  const code = await runCommandLine(args, {
    directory: '/',
    print: (line) => printed.push(line),
    complain: (line) => complained.push(line),
  })
  return { code, printed: printed.join('\n'), complained: complained.join('\n') }
}

test('--help and --version answer and exit with 0', async () => {
  expect(await run('--help')).toMatchObject({ code: 0, printed: expect.stringContaining('verify-evidence') })
  expect(await run('--version')).toMatchObject({ code: 0, printed: expect.stringMatching(/^\d+\.\d+\.\d+$/) })
})

test.each([
  ['no command', []],
  ['an unknown command', ['frobnicate']],
  ['a command named like a member of Object', ['constructor']],
])('%s is wrong usage: exit code 2', async (_, args) => {
  expect(await run(...args)).toMatchObject({
    code: 2,
    printed: '',
    complained: expect.stringContaining('ERR_CLI_USAGE'),
  })
})

test('a control sequence in what the caller typed does not reach the terminal', async () => {
  expect((await run('\u001b[31mred')).complained).not.toContain('\u001b')
})
