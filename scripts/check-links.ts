/** Part of `npm run check`: every relative link and image of the documents leads to a file. */
import { existsSync, globSync, readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';

const project = resolve(process.argv[2] ?? join(import.meta.dirname, '..'));
const DOCUMENTS = ['README.md', 'ARCHITECTURE.md', 'CONTRIBUTING.md', 'SECURITY.md', 'CHANGELOG.md', 'docs/**/*.md'];

const faults = globSync(DOCUMENTS, { cwd: project }).sort().flatMap(brokenLinksOf);
for (const fault of faults) process.stdout.write(`${fault}\n`);
process.exitCode = faults.length > 0 ? 1 : 0;

function brokenLinksOf(document: string): string[] {
  return linksIn(readFileSync(join(project, document), 'utf8'))
    .filter((link) => !leadsToFile(document, link))
    .map((link) => `${document} leads to ${link}, which is not there`);
}

/** Those of Markdown and of HTML in it, without examples of code. */
function linksIn(markdown: string): string[] {
  const text = markdown.replace(/^(`{3,})[^\n]*\n[\s\S]*?^\1/gm, '').replace(/`[^`\n]*`/g, '');
  const inline = [...text.matchAll(/\]\(\s*<?([^\s)>]+)>?(?:\s+"[^"]*")?\s*\)/g)];
  const named = [...text.matchAll(/^\[[^\]]+\]:\s*<?([^\s>]+)/gm)];
  const inHtml = [...text.matchAll(/\b(?:src|srcset|href)="([^"\s]+)"/g)];
  return [...inline, ...named, ...inHtml].map(([, link = '']) => link);
}

/** Other sites, and places on the same page, are not looked at. */
function leadsToFile(document: string, link: string): boolean {
  if (/^[a-z][a-z0-9+.-]*:|^\/\/|^#/i.test(link)) return true;
  const [path = ''] = link.split(/[?#]/);
  const target = join(project, dirname(document), decodeURIComponent(path));
  return existsSync(target) && `${target}/`.startsWith(`${project}/`);
}
