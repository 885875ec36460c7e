import { expect, test } from '@jest/globals'
import { takeDoor } from '../src/house/door.ts'

test('before its application is there a door answers that it is busy, and afterwards lets in', async () => {
  const door = await takeDoor('signing', 0)
  try {
    const ask = () => fetch(`http://127.0.0.1:${door.port}/`)
    expect((await ask()).status).toBe(503)
    door.open((_request, response) => void response.end('in'))
    expect(await (await ask()).text()).toBe('in')
  } finally {
    await door.close()
  }
})

test('a taken port is named, with the flag that chooses another', async () => {
  const first = await takeDoor('signing', 0)
  try {
    await expect(takeDoor('relying-party', first.port)).rejects.toMatchObject({
      code: 'ERR_DEV_ENV_PORT_TAKEN',
      message: expect.stringMatching(new RegExp(`port ${first.port} .*--port-relying-party`)),
    })
  } finally {
    await first.close()
  }
})
