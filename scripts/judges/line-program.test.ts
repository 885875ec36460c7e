import { afterEach, expect, test } from '@jest/globals'
import { type LineProgram, lineProgram, linePrograms } from './line-program.ts'

/** Answers with the question and how many it had; ends, complains or falls silent when told to. */
const script = `
let count = 0
require('readline').createInterface({ input: process.stdin }).on('line', (line) => {
  const question = JSON.parse(line)
  if (question.end) { process.stderr.write('tired\\n', () => process.exit(3)); return }
  if (!question.silent) console.log(JSON.stringify({ ...question, count: ++count, process: process.pid }))
})`
const command = { command: process.execPath, arguments: ['-e', script], secondsPerAnswer: 0.3 }

let program: LineProgram
afterEach(() => program.close())

test('one process answers every question, in order', async () => {
  program = lineProgram(command)
  const answers = await Promise.all(['a', 'b', 'c'].map((name) => program.ask({ name })))
  expect(answers).toMatchObject([
    { name: 'a', count: 1 },
    { name: 'b', count: 2 },
    { name: 'c', count: 3 },
  ])
})

test.each([
  ['takes too long', { silent: true }, 'slow', 'no answer within'],
  ['ends', { end: true }, 'ended', 'ended without an answer: tired'],
])('a program that %s fails that question only, and is started anew', async (_, question, failure, error) => {
  program = lineProgram(command)
  await program.ask({ name: 'first' })
  const answers = await Promise.all([program.ask(question), program.ask({ name: 'next' })])
  expect(answers).toEqual([{ failure, error: expect.stringContaining(error) }, expect.objectContaining({ count: 1 })])
})

test('a program that is not there is an answer too', async () => {
  program = lineProgram({ ...command, command: 'waarmerk-no-such-judge' })
  expect(await program.ask({})).toEqual({ failure: 'ended', error: expect.stringContaining('ENOENT') })
})

test('several of a program share the questions', async () => {
  program = linePrograms(2, command)
  const answers = await Promise.all(['a', 'b'].map((name) => program.ask({ name })))
  expect(answers).toMatchObject([{ count: 1 }, { count: 1 }])
})
