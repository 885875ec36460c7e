import { expect, test } from '@jest/globals'
import { readHtml } from './html-page.ts'

const at = new URL('http://localhost:4000/sign/1')
const read = (body: string) => readHtml(`<!doctype html><html lang="nl"><body>${body}`, at)

test('a form gives its address, its fields, its boxes and its buttons', () => {
  const [form] = read(`<form action="../confirm" method="POST">
    <input type=hidden name=csrf value="a&amp;b"><input name=text value=x><input type=checkbox name=agree value=yes>
    <input type=checkbox name=ticked checked><input name=off disabled value=1><textarea name=why> a reason </textarea>
    <button name=go value=1>Onderteken <b>nu</b></button><button type=button>Niet</button></form>`).forms
  expect(form).toEqual({
    action: new URL('http://localhost:4000/confirm'),
    method: 'POST',
    fields: [
      ['csrf', 'a&b'],
      ['text', 'x'],
      ['ticked', 'on'],
      ['why', 'a reason'],
    ],
    boxes: new Map([['agree', 'yes']]),
    buttons: [{ name: 'go', value: '1', text: 'Onderteken nu' }],
  })
})

test('a form without address and method goes back to its own page by GET', () => {
  expect(read('<form><input type=submit value=Verder></form>').forms[0]).toMatchObject({
    action: at,
    method: 'GET',
    buttons: [{ name: '', value: 'Verder', text: 'Verder' }],
  })
})

test('links, headings and attributes are found, also in broken HTML', () => {
  const page = read('<h1>U hebt <em>ondertekend</h1><p data-code="ERR_X"><a href="/download">Download<p>')
  expect(page.text('h1')).toBe('U hebt ondertekend')
  expect(page.attribute('data-code')).toBe('ERR_X')
  expect(page.attribute('data-none')).toBeUndefined()
  expect(page.links[0]?.href.href).toBe('http://localhost:4000/download')
})

test('a page that loads itself again says when and where', () => {
  expect(read('<meta http-equiv=refresh content="2; url=/x">').refresh).toEqual({ seconds: 2, url: new URL('/x', at) })
  expect(read('<meta http-equiv=refresh content=3>').refresh).toEqual({ seconds: 3, url: at })
  expect(read('<p>').refresh).toBeNull()
})

test('an address in a comment or a script is no link', () => {
  expect(read('<!-- <a href=/a>a</a> --><script>"<a href=/b>b</a>"</script>').links).toEqual([])
})
