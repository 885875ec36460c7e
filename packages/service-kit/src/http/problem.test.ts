import { expect, test } from '@jest/globals'
import { CodedError, type ErrorKind } from '@waarmerk/coded-error'
import { z } from 'zod'
import { ServiceError, type ServiceErrorCode } from '../errors.ts'
import { InputError, parseInput } from './input.ts'
import { toProblem } from './problem.ts'

const thrown = (kind: ErrorKind) => new CodedError('ERR_X_Y', kind, 'the message')

test.each([
  ['caller', 400, undefined],
  ['person', 403, undefined],
  ['upstream', 503, 30],
] as const)('what a %s must act on is answered with %i', (kind, status, retryAfter) => {
  const answer = toProblem(thrown(kind))
  expect(answer.retryAfter).toBe(retryAfter)
  expect(answer.problem).toMatchObject({ type: 'about:blank', status, detail: 'the message', code: 'ERR_X_Y' })
})

test('of a defect only its code is told', () => {
  const { problem } = toProblem(thrown('defect'))
  expect(problem).toMatchObject({ status: 500, title: 'Internal Server Error', code: 'ERR_X_Y' })
  expect(JSON.stringify(problem)).not.toContain('the message')
})

test.each([new Error('secret'), 'secret', undefined, null, { message: 'secret' }, new z.ZodError([])])(
  'anything without a code is our defect: %p',
  (error) => {
    const { problem } = toProblem(error)
    expect(problem).toMatchObject({ status: 500, code: 'ERR_DEFECT' })
    expect(JSON.stringify(problem)).not.toContain('secret')
  },
)

test('a service says the status of its own codes, with a time to wait when it helps', () => {
  expect(toProblem(thrown('caller'), { ERR_X_Y: 409 }).problem).toMatchObject({ status: 409, title: 'Conflict' })
  expect(toProblem(thrown('caller'), { ERR_X_Y: { status: 409, retryAfter: 2 } })).toMatchObject({ retryAfter: 2 })
})

test('an error may bring its own time to wait', () => {
  expect(toProblem(Object.assign(thrown('upstream'), { retryAfter: 7 }))).toMatchObject({ retryAfter: 7 })
})

test.each<[ServiceErrorCode, number]>([
  ['ERR_HTTP_NOT_FOUND', 404],
  ['ERR_HTTP_METHOD_NOT_ALLOWED', 405],
  ['ERR_HTTP_BODY_TOO_LARGE', 413],
  ['ERR_HTTP_MEDIA_TYPE', 415],
  ['ERR_HTTP_BODY_TOO_DEEP', 400],
  ['ERR_HTTP_INPUT_INVALID', 400],
])('%s is answered with %i', (code, status) => {
  expect(toProblem(new ServiceError(code, 'x')).status).toBe(status)
})

test('input that does not fit lists every misfit with its JSON pointer, and no value', () => {
  const schema = z.strictObject({
    'a/b': z.array(z.strictObject({ n: z.number() })),
    'c~': z.literal('d'),
    e: z.string(),
  })
  const parse = () => parseInput(schema, { 'a/b': [{ n: 1 }, { n: 's3cret' }], 'c~': 's3cret', x: 1, y: 1 })
  expect(parse).toThrow(InputError)
  try {
    parse()
  } catch (error) {
    const { problem } = toProblem(error)
    expect(problem.errors?.map(({ pointer }) => pointer).sort()).toEqual(['/a~1b/1/n', '/c~0', '/e', '/x', '/y'])
    expect(JSON.stringify(problem)).not.toContain('s3cret')
  }
})

test('misfits of a query are pointed at under its name, and their number is bounded', () => {
  const many = Object.fromEntries(Array.from({ length: 500 }, (_, index) => [`k${index}`, 1]))
  try {
    parseInput(z.strictObject({}), many, '/query')
  } catch (error) {
    expect((error as InputError).faults).toHaveLength(100)
    expect((error as InputError).faults[0]).toEqual({ pointer: '/query/k0', message: 'Unknown field' })
  }
  expect.assertions(2)
})
