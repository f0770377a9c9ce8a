// The component kit as its gallery shows it: every page of it, and what only a browser knows of drawings: whether their
// letters can be read, lie within them and do not run into each other.

import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { after, before, test } from 'node:test'
import { pathToFileURL } from 'node:url'
import { ROOT, axe, noSidewaysScroll, openBrowser, picture, withPage } from './harness.mjs'

let folder
let browser
let names
const address = (name) => pathToFileURL(path.join(folder, name)).href
before(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'vecu-gallery-'))
  const cargo = ['run', '--quiet', '--locked', '-p', 'pages', '--example', 'gallery', '--', folder]
  execFileSync('cargo', cargo, { cwd: ROOT, stdio: ['ignore', 'ignore', 'inherit'] })
  names = readdirSync(folder).filter((name) => /-(fr|en)\.html$/.test(name))
  browser = await openBrowser(['--allow-file-access-from-files'])
})
after(async () => {
  await browser?.close()
  if (folder) rmSync(folder, { recursive: true, force: true })
})

const open = (name, device, body, more = {}) =>
  withPage(browser, { url: address(name), device, ...more }, async (page) => {
    await page.goto(address(name))
    await page.evaluate(() => document.fonts.ready)
    return body(page)
  })

test('every page of the gallery is free of faults and needs no scrolling sideways', async () => {
  assert.ok(names.length >= 20, 'the gallery is written')
  // The other language has the same elements; of the charts both are looked at below.
  for (const name of names.filter((name) => name.endsWith('-fr.html'))) {
    await open(name, 'phone', async (page) => {
      await axe(page, name)
      await noSidewaysScroll(page, name)
    })
  }
})

/** For each drawing its letters: where they lie in units of the drawing, how large they are on the screen. */
const letters = () =>
  [...document.querySelectorAll('figure.chart svg')].map((svg) => {
    const { width, height } = svg.viewBox.baseVal
    const scale = svg.getBoundingClientRect().width / width
    const texts = [...svg.querySelectorAll('text')].map((text) => {
      const { x, y, width, height } = text.getBBox()
      return { words: text.textContent, x, y, width, height, size: parseFloat(getComputedStyle(text).fontSize) * scale }
    })
    return { name: svg.querySelector('title').textContent, width, height, texts }
  })

for (const lang of ['fr', 'en']) {
  for (const device of ['phone', 'desktop', 'zoomed']) {
    test(`the letters of a drawing can be read, lie within it and apart, on a ${device}, in ${lang}`, async () => {
      await open(`charts-${lang}.html`, device, async (page) => {
        await axe(page)
        await noSidewaysScroll(page)
        // Enlarged four times, a letter of 9 is 36 high.
        const least = device === 'zoomed' ? 9 : 11
        const drawings = await page.evaluate(letters)
        assert.ok(drawings.length >= 12, 'the drawings are there')
        for (const { name, width, height, texts } of drawings) {
          assert.ok(texts.length > 2, name)
          for (const [at, one] of texts.entries()) {
            assert.ok(one.size >= least, `${name}: « ${one.words} » is ${one.size} px high`)
            const inside = one.x >= -0.5 && one.y >= -0.5 && one.x + one.width <= width + 0.5 && one.y + one.height <= height + 4
            assert.ok(inside, `${name}: « ${one.words} » leaves the drawing: ${JSON.stringify(one)} of ${width} by ${height}`)
            for (const other of texts.slice(at + 1)) {
              // The box of a line is higher than its letters: a fifth of it may be shared.
              const beside = one.x + one.width <= other.x + 0.5 || other.x + other.width <= one.x + 0.5
              const air = Math.min(one.height, other.height) * 0.2
              const above = one.y + one.height <= other.y + air || other.y + other.height <= one.y + air
              assert.ok(beside || above, `${name}: « ${one.words} » runs into « ${other.words} »`)
            }
          }
        }
        await picture(page, `gallery-charts-${device}-${lang}`)
      })
    })
  }
}

test('small multiples stand one under the other on a phone and side by side where there is room', async () => {
  const columns = (device) =>
    open('charts-fr.html', device, (page) =>
      page.evaluate(() => new Set([...document.querySelectorAll('.multiples > svg')].map((svg) => svg.getBoundingClientRect().x)).size))
  assert.equal(await columns('phone'), 1)
  assert.ok((await columns('desktop')) >= 2)
})

test('on paper the drawings are those of the screen', async () => {
  await open('charts-fr.html', 'desktop', async (page) => {
    const drawn = () => page.evaluate(() => [...document.querySelectorAll('figure.chart svg')].map((svg) => svg.outerHTML))
    const screen = await drawn()
    await page.emulateMedia({ media: 'print' })
    assert.deepEqual(await drawn(), screen)
    const shown = await page.evaluate(() => [...document.querySelectorAll('figure.chart svg')].every((svg) => svg.getBoundingClientRect().height > 50))
    assert.ok(shown)
    await picture(page, 'gallery-charts-print')
  })
})

test('on paper the numbers of each chart are open, no drawing is cut, and the PDF of the browser holds them', async () => {
  await open('charts-fr.html', 'desktop', async (page) => {
    const cells = () =>
      page.evaluate(() => [...document.querySelectorAll('details.chart-numbers td')].map((cell) => cell.checkVisibility({ contentVisibilityAuto: true }) && cell.getBoundingClientRect().height > 0))
    const closed = await cells()
    assert.ok(closed.length > 50 && closed.every((shown) => !shown), 'on the screen they are closed')
    await page.emulateMedia({ media: 'print' })
    // The browser opens what was closed at one of its next frames.
    let shown = await cells()
    for (const end = Date.now() + 10_000; !shown.every(Boolean) && Date.now() < end; shown = await cells()) {
      await page.waitForTimeout(50)
    }
    assert.ok(shown.every(Boolean), 'on paper they are open')
    const rules = await page.evaluate(() => [...document.querySelectorAll('figure.chart')].map((figure) => {
      const [svg, style] = [figure.querySelector('svg'), getComputedStyle(figure)]
      return [getComputedStyle(svg).breakInside, style.printColorAdjust]
    }))
    for (const [cut, colour] of rules) assert.deepEqual([cut, colour], ['avoid', 'exact'])
    const height = (pdf) => (pdf.toString('latin1').match(/\/Type\s*\/Page\b/g) ?? []).length
    const open = height(await page.pdf({ format: 'A4' }))
    await page.addStyleTag({ content: '@media print { details::details-content { content-visibility: hidden !important; block-size: 0 !important } }' })
    const shut = height(await page.pdf({ format: 'A4' }))
    assert.ok(open > shut, `the tables take room on paper: ${open} sheets, ${shut} without them`)
  })
})
