import { expect, test } from '@jest/globals'
import { readCommandLine, UsageError } from './command-line.ts'
import { readDefaults } from './config.ts'
import { demoPorts } from './house/ports.ts'

const defaults = { workingDirectory: '/home/anna', stateDirectory: '/repository/.waarmerk', ports: demoPorts }
const read = (...args: string[]) => readCommandLine(args, defaults)

test('without arguments the demo runs on its usual ports and keeps its state', () => {
  expect(read()).toEqual({ kind: 'demo', reset: false, stateDirectory: '/repository/.waarmerk', ports: demoPorts })
})

test('ports, state directory and reset can be chosen', () => {
  expect(read('--reset', '--state-directory', 'mine', '--port-relying-party', '5000', '--port-signing=0')).toEqual({
    kind: 'demo',
    reset: true,
    stateDirectory: '/home/anna/mine',
    ports: { ...demoPorts, 'relying-party': 5000, signing: 0 },
  })
})

test('--once resolves its paths against the directory from which it was called', () => {
  expect(read('--once', '--pdf', 'letter.pdf', '--persona', 'anna', '--out', '/somewhere')).toEqual({
    kind: 'once',
    pdf: '/home/anna/letter.pdf',
    persona: 'anna',
    out: '/somewhere',
  })
})

test.each([
  ['no PDF', ['--once', '--persona', 'anna', '--out', 'x']],
  ['no persona', ['--once', '--pdf', 'a.pdf', '--out', 'x']],
  ['no directory for the results', ['--once', '--pdf', 'a.pdf', '--persona', 'anna']],
  ['a flag without its value', ['--once', '--pdf']],
  ['an unknown flag', ['--twice']],
  ['a stray word', ['anna']],
  ['a port with --once', ['--once', '--pdf', 'a', '--persona', 'anna', '--out', 'x', '--port-signing', '1']],
  ['a PDF without --once', ['--pdf', 'a.pdf']],
  ['a port that is none', ['--port-signing', '70000']],
  ['a port in letters', ['--port-signing', 'http']],
])('%s is wrong usage', (_situation, args) => {
  expect(() => read(...args)).toThrow(UsageError)
})

test('the environment gives other ports and the directory from which npm was called', () => {
  expect(readDefaults({ WAARMERK_CWD: '/elsewhere', WAARMERK_PORT_OPENID_PROVIDER: '4999' })).toMatchObject({
    workingDirectory: '/elsewhere',
    ports: { ...demoPorts, 'openid-provider': 4999 },
  })
  expect(() => readDefaults({ WAARMERK_PORT_SIGNING: 'x' })).toThrow(UsageError)
})
