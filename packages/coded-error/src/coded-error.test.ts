import { expect, test } from '@jest/globals'
import { CodedError } from './coded-error.ts'

class DoorError extends CodedError<'ERR_DOOR_SHUT'> {}

test('an error keeps its code, its kind, its cause and the name of its class', () => {
  const cause = new Error('hinge')
  const error = new DoorError('ERR_DOOR_SHUT', 'upstream', 'the door is shut', { cause })
  expect(error).toBeInstanceOf(CodedError)
  expect(error).toMatchObject({ code: 'ERR_DOOR_SHUT', kind: 'upstream', name: 'DoorError', cause })
})
