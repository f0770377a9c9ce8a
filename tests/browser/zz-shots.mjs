import { readFileSync } from 'node:fs'
import { openBrowser, axe, noSidewaysScroll, DEVICES } from './harness.mjs'
import { asRole } from './people.mjs'
const vecu = JSON.parse(readFileSync('/tmp/edit-vecu.json', 'utf8'))
const browser = await openBrowser()
const out = '/tmp/edit-shots'
const H = '/travail/questionnaires'
const only = process.argv[2]
let paths
await asRole(browser, vecu, 'quality', { device: 'desktop' }, async (tab) => {
  const begin = async (de, title) => {
    await tab.goto(`${vecu.url}${H}/nouveau?de=${de}`)
    await tab.fill('#title', title)
    await tab.locator('main form button[type=submit]').last().click()
    await tab.waitForLoadState('load')
    return new URL(tab.url()).pathname
  }
  const publish = async (d, change) => {
    await tab.goto(`${vecu.url}${d}/publier`)
    if (change) await tab.fill('#change', change)
    await tab.locator('button[name=go][value=publish]').click()
    await tab.waitForLoadState('load')
    return new URL(tab.url()).pathname
  }
  const d1 = await begin('vecu-12', 'Votre séjour chez nous')
  const v1 = await publish(d1)
  await tab.goto(vecu.url + v1)
  await tab.locator('form.inline button').first().click()
  await tab.waitForLoadState('load')
  const d2 = new URL(tab.url()).pathname
  await tab.goto(`${vecu.url}${d2}/question?q=v1`)
  await tab.fill('#wording-patient-fr', 'Avant de venir, avez-vous reçu les informations nécessaires pour préparer votre séjour ?')
  await tab.locator('button[name=go][value=save]').last().click()
  await tab.waitForLoadState('load')
  const v2 = await publish(d2, 'La première question est dite plus simplement.')
  const official = await begin('isatis-2014', 'Notre enquête de sortie')
  const empty = await begin('', 'Votre attente')
  const id = (p) => p.split('/').pop()
  paths = {
    list: H, start: `${H}/nouveau?de=isatis-2014`, library: `${H}/bibliotheque?pour=${id(empty)}&mots=attente`,
    outline: official, question: `${official}/question?q=Q2`, condition: `${official}/condition?q=Q2&on=Q1`,
    about: `${official}/presentation`, translations: `${official}/traductions`, preview: `${official}/apercu`,
    checks: `${empty}/controles`, publish: `${empty}/publier`, empty, publishok: `${await begin('vecu-12','Un autre')}/publier`,
    version: v1, compare: `${H}/comparer?de=${id(v1)}&a=${id(v2)}`, plan: `${v1}/passage?vers=${id(v2)}`,
  }
})
for (const [name, path] of Object.entries(paths)) {
  if (only && !only.split(',').includes(name)) continue
  for (const [device, lang] of [['desktop', 'fr'], ['phone', 'en'], ['zoomed', 'fr']]) {
    try {
      await asRole(browser, vecu, 'quality', { device }, async (tab) => {
        await tab.goto(`${vecu.url}${path}${path.includes('?') ? '&' : '?'}lang=${lang}`)
        if (device !== 'zoomed') await tab.screenshot({ path: `${out}/${name}-${device}.png`, fullPage: true })
        await noSidewaysScroll(tab)
        if (device !== 'zoomed') await axe(tab)
      })
    } catch (e) { console.log(name, device, String(e.message).slice(0, 1500)) }
  }
}
await browser.close()
console.log(JSON.stringify(paths))
process.exit(0)
