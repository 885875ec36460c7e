import { expect, test } from '@jest/globals'
import { commandLineIn } from '../test/in-process.ts'

const run = commandLineIn('/', { TSA_USER: 'anna:geheim' })
const commands = ['sign', 'timestamp', 'augment', 'inspect', 'verify-evidence']

test('--help names every command, --version the version; both exit with 0', async () => {
  const { code, out } = await run('--help')
  expect(code).toBe(0)
  for (const command of commands) expect(out).toMatch(new RegExp(`^  ${command} `, 'm'))
  expect(await run('--version')).toMatchObject({ code: 0, out: expect.stringMatching(/^\d+\.\d+\.\d+\n$/) })
})

test.each(commands)('%s --help tells its options and its exit codes', async (command) => {
  expect(await run(command, '--help')).toMatchObject({
    code: 0,
    err: '',
    out: expect.stringMatching(/--json[\s\S]*Exit code: 0 .*, 1 .*, 2 wrong usage/),
  })
})

test.each([[['-h']], [['-o', 'x', '--frobnicate', '--help']], [['in.pdf', '-ho', 'x']]])(
  'sign %j tells the same',
  async (args) => {
    expect(await run('sign', ...args)).toEqual(await run('sign', '--help'))
  },
)

const signing = ['sign', 'in.pdf', '-o', 'out.pdf', '--key', 'k', '--cert', 'c']
const tsa = ['--tsa', 'http://127.0.0.1:1']
const policy = (oid: string): string[] => [...signing, '--policy', oid, '--policy-hash', '00'.repeat(32)]

test.each<[string, string[]]>([
  ['no command', []],
  ['an unknown command', ['frobnicate']],
  ['a command named like a member of Object', ['constructor']],
  ['sign without a file', ['sign', '-o', 'out.pdf', '--key', 'k', '--cert', 'c']],
  ['sign with two files', [...signing, 'second.pdf']],
  ['sign without --out', ['sign', 'in.pdf', '--key', 'k', '--cert', 'c']],
  ['sign without a key', ['sign', 'in.pdf', '-o', 'out.pdf']],
  ['sign without a certificate', ['sign', 'in.pdf', '-o', 'out.pdf', '--key', 'k']],
  ['--p12 and --key', [...signing, '--p12', 'f']],
  ['an unknown option', [...signing, '--frobnicate']],
  ['an option given twice', [...signing, '--reason', 'a', '--reason', 'b']],
  ['an option without its value', [...signing, '--reason']],
  ['an option with --help as its value', [...signing, '--reason', '--help']],
  ['a file called --help', ['inspect', '--', '--help', 'second.pdf']],
  ['an empty value', [...signing, '--reason', '']],
  ['an unknown level', [...signing, '--profile', 'B-X']],
  ['a box of three numbers', [...signing, '--box', '1,2,3']],
  ['a box without area', [...signing, '--box', '50,50,0,60']],
  ['page 0', [...signing, '--page', '0']],
  ['an unknown language', [...signing, '--lang', 'fr']],
  ['an unknown digest', [...signing, '--digest', 'sha1']],
  ['a level of certification that is not there', [...signing, '--certify', '4']],
  ['an unknown commitment', [...signing, '--commitment', 'proofOfLove']],
  ['a policy without its hash', [...signing, '--policy', '2.999.1']],
  ['a policy that is no identifier', [...signing, '--policy', 'x', '--policy-hash', '00'.repeat(32)]],
  ['a hash of a wrong length', [...signing, '--policy', '2.999.1', '--policy-hash', '00']],
  ['a time without zone', [...signing, '--signing-time', '2026-11-25T12:00']],
  ['a policy below an arc that has no such number', policy('1.99.3')],
  ['a policy with an arc of too many digits', policy('2.12345678901234567')],
  ['a time that does not exist', [...signing, '--signing-time', '2026-13-25T12:00Z']],
  ['a day that does not exist', [...signing, '--signing-time', '2026-02-31T10:00:00Z']],
  ['a leap day of no leap year', [...signing, '--signing-time', '2027-02-29T10:00:00+01:00']],
  ['an authority that is no address', [...signing, '--tsa', 'freetsa']],
  ['an authority of another protocol', [...signing, '--tsa', 'ftp://example.org']],
  ['a timeout of nothing', [...signing, ...tsa, '--timeout', '0']],
  ['timestamp without --tsa', ['timestamp', 'in.pdf', '-o', 'out.pdf']],
  ...['B-T', 'B-LT', 'B-LTA'].flatMap((level): [string, string[]][] => [
    [`sign at ${level} without --tsa`, [...signing, '--profile', level]],
    [`augment to ${level} without --tsa`, ['augment', 'in.pdf', '-o', 'out.pdf', '--profile', level]],
  ]),
  ['augment to a level that is none', ['augment', 'in.pdf', '-o', 'out.pdf', ...tsa, '--profile', 'B-B']],
  ['inspect without a file', ['inspect']],
])('%s is wrong usage: exit code 2', async (_, args) => {
  expect(await run(...args)).toMatchObject({
    code: 2,
    out: '',
    err: expect.stringMatching(/^waarmerk: ERR_CLI_USAGE: .*\nTry: waarmerk --help\n$/),
  })
})

test.each([
  [
    'a password in the address of an authority',
    ['--tsa', 'http://anna:geheim@host/'],
    /: give them by --tsa-auth-env$/,
  ],
  ['a user in it', ['--tsa', 'https://geheim@host/'], /--tsa takes no user or password/],
  [
    'a password in the address of a policy',
    [...policy('2.999').slice(8), '--policy-url', 'http://a:geheim@b/'],
    /--policy-url/,
  ],
  [
    'a password for two parties',
    ['--tsa', 'https://a/', '--tsa', 'https://b/', '--tsa-auth-env', 'TSA_USER'],
    /https:\/\/b/,
  ],
  ['a password in the clear', ['--tsa', 'http://a/', '--tsa-auth-env', 'TSA_USER'], /needs https/],
])('%s is refused, and not shown', async (_, options, says) => {
  const { code, out, err } = await run(...signing, ...options, '--json')
  expect({ code, error: JSON.parse(out).error.code }).toEqual({ code: 2, error: 'ERR_CLI_USAGE' })
  expect(err.split('\n')[0]).toMatch(says)
  expect(out + err).not.toContain('geheim')
})

test('a refusal is one line of JSON too when --json was given', async () => {
  const { code, out, err } = await run('inspect', '/nowhere.pdf', '--json')
  expect(code).toBe(1)
  expect(JSON.parse(out)).toEqual({
    error: { code: 'ERR_CLI_FILE_UNREADABLE', kind: 'caller', message: 'cannot read /nowhere.pdf' },
  })
  expect(err).toBe('waarmerk: ERR_CLI_FILE_UNREADABLE: cannot read /nowhere.pdf\n')
})

test('a secret that is not there is refused', async () => {
  const { code, err } = await run('inspect', '/nowhere.pdf', '--password-env', 'NO_SUCH_NAME')
  expect({ code, err }).toEqual({
    code: 1,
    err: 'waarmerk: ERR_CLI_SECRET_MISSING: the environment has no variable NO_SUCH_NAME\n',
  })
})

test('a control sequence in what the caller typed does not reach the terminal', async () => {
  expect((await run('\u001b[31mred')).err).not.toContain('\u001b')
})
