// The harness itself: each check is shown passing on a good page and failing on a bad one.

import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { axe, DEVICES, keyboard, noCookie, noSidewaysScroll, openBrowser, servePages, weigh, withPage } from './harness.mjs'

const page = (body, style = '') => `<!doctype html>
<html lang="fr"><head><meta charset="utf-8"><title>Essai</title>
<meta name="viewport" content="width=device-width, initial-scale=1"><link rel="icon" href="data:,">
<style>:focus-visible { outline: 3px solid #1b4fd8 } ${style}</style></head>
<body><main><h1>Essai</h1>${body}</main></body></html>`

const FORM = `<form action="/merci">
  <p><label for="text">Votre message</label> <input id="text" name="text"></p>
  <fieldset><legend>Note</legend>
    <label><input type="radio" name="note" id="n1" value="1"> Un</label>
    <label><input type="radio" name="note" id="n2" value="2"> Deux</label></fieldset>
  <button>Envoyer</button></form>`

const PAGES = {
  '/': page(FORM),
  '/merci?text=Bonjour&note=2': page('<p>Merci.</p>'),
  '/no-label': page('<input name="x">'),
  '/pale': page('<p style="color:#aaa">Trop pâle</p>'),
  '/wide': page('<div style="width:3000px">large</div>'),
  '/hidden-focus': page(FORM, '* { outline: none !important }'),
  '/no-tab': page('<a href="/" tabindex="-1">Suite</a>'),
  '/elsewhere': page('<img alt="" src="http://127.0.0.1:9/x.png">'),
  '/broken': page('<script>nothing.here()</script>'),
  '/script': page('<p id="a">sans</p><script>document.getElementById("a").textContent = "avec"</script>'),
  '/cookie': page('<script>document.cookie = "a=b"</script>'),
}

let site
let browser
before(async () => {
  site = await servePages(PAGES)
  browser = await openBrowser()
})
after(async () => {
  await browser?.close()
  await site?.stop()
})

const at = (address, options, body) =>
  withPage(browser, { url: site.url, ...options }, async (tab, context) => {
    await tab.goto(site.url + address)
    return body(tab, context)
  })

for (const device of Object.keys(DEVICES)) {
  for (const scripts of [true, false]) {
    test(`axe finds planted faults and no others (${device}, ${scripts ? 'with' : 'without'} scripts)`, async () => {
      await at('/', { device, scripts }, (tab) => axe(tab))
      await assert.rejects(at('/no-label', { device, scripts }, (tab) => axe(tab)), /label/)
      await assert.rejects(at('/pale', { device, scripts }, (tab) => axe(tab)), /color-contrast/)
    })
  }
}

test('a form is filled and sent with the keyboard alone, without scripts', async () => {
  await at('/', { scripts: false }, async (tab) => {
    const keys = keyboard(tab)
    await keys.fill('#text', 'Bonjour')
    await keys.choose('#n2')
    await keys.go('button')
    assert.equal(await tab.textContent('p'), 'Merci.')
  })
})

test('a focus that cannot be seen or reached is refused', async () => {
  await assert.rejects(at('/hidden-focus', {}, (tab) => keyboard(tab).to('#text')), /cannot be seen/)
  await assert.rejects(at('/no-tab', {}, (tab) => keyboard(tab).to('a', { steps: 5 })), /not reached/)
})

test('a page that scrolls sideways is refused', async () => {
  await at('/', { device: 'zoomed' }, (tab) => noSidewaysScroll(tab))
  await assert.rejects(at('/wide', {}, (tab) => noSidewaysScroll(tab)), /px wide/)
})

test('a load from elsewhere and a failing script are refused', async () => {
  await assert.rejects(at('/elsewhere', {}, () => {}), /from elsewhere/)
  await assert.rejects(at('/broken', {}, () => {}), /a script failed/)
})

test('scripts run or do not, as asked', async () => {
  assert.equal(await at('/script', {}, (tab) => tab.textContent('#a')), 'avec')
  assert.equal(await at('/script', { scripts: false }, (tab) => tab.textContent('#a')), 'sans')
})

test('a cookie is noticed', async () => {
  await at('/', {}, (tab, context) => noCookie(context))
  await assert.rejects(at('/cookie', {}, (tab, context) => noCookie(context)), /cookie/)
})

test('the weight of a page is what was transferred', async () => {
  const { total, parts } = await weigh(browser, `${site.url}/`)
  const body = Buffer.byteLength(PAGES['/'])
  assert.ok(total >= body && total < body + 1000, `${total} bytes for a page of ${body}`)
  assert.deepEqual(Object.keys(parts), [`${site.url}/`])
})
