import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { packageNames } from '../checkout/packages.ts';
import { projectName } from '../checkout/projectFolder.ts';

/** Whose project this is: where its source is on GitHub, and who answers for it. */
export interface Identity {
	owner: string;
	repository: string;
	author: Author;
}

export interface Author {
	name: string;
	email: string;
}

/** A place that says whose project this is. */
export interface Place {
	file: string;
	what: 'address' | 'author';
}

/** What stands everywhere until somebody makes the project their own. */
export const placeholder: Identity = {
	owner: projectName,
	repository: projectName,
	author: {
		name: `${projectName} contributors`,
		email: `${projectName}@users.noreply.github.com`,
	},
};

const manifests = ['package.json', ...packageNames.map((name) => `packages/${name}/package.json`)];
const licence = 'LICENSE.md';

/** The identity that the project's own manifest states. Throws when that names no repository on GitHub. */
export function readIdentity(projectFolder: string): Identity {
	const { author, repository } = JSON.parse(
		readFileSync(join(projectFolder, 'package.json'), 'utf8'),
	) as { author: Author; repository: { url: string } };
	const found = /github\.com\/([^/]+)\/(.+?)(?:\.git)?$/.exec(repository.url);
	if (!found) throw new Error(`The repository in package.json is not on GitHub: ${repository.url}`);
	return { owner: found[1], repository: found[2], author };
}

/**
 * The places that state this identity: any file may hold the address, a manifest or the licence the author.
 *
 * @param files the project's files, as paths below its folder
 */
export function placesOf(projectFolder: string, files: string[], identity: Identity): Place[] {
	return files.flatMap((file): Place[] => {
		const text = readFileSync(join(projectFolder, file), 'utf8');
		const places: Place[] = [];
		if (addressOf(identity).test(text)) places.push({ file, what: 'address' });
		if (withAuthor(file, text, identity.author, nobody) !== text)
			places.push({ file, what: 'author' });
		return places;
	});
}

/** Puts another identity in all places of the one that stands there. @returns the files that it changed */
export function setIdentity(projectFolder: string, files: string[], identity: Identity): string[] {
	const old = readIdentity(projectFolder);
	return files.filter((file) => {
		const text = readFileSync(join(projectFolder, file), 'utf8');
		const addressed = text.replace(
			addressOf(old),
			() => `github.com/${identity.owner}/${identity.repository}`,
		);
		const changed = withAuthor(file, addressed, old.author, identity.author);
		if (changed !== text) writeFileSync(join(projectFolder, file), changed);
		return changed !== text;
	});
}

const nobody: Author = { name: '', email: '' };

/** The address, but not that of another repository whose name only begins so. */
function addressOf({ owner, repository }: Identity): RegExp {
	const name = `${owner}/${repository}`.replaceAll('.', '\\.');
	return new RegExp(`github\\.com/${name}(?=\\.git\\b|[^\\w.-]|\\.?$|\\.\\s)`, 'gm');
}

/** The text with another author. A name alone may be any word: it is replaced only where authors stand. */
function withAuthor(file: string, text: string, from: Author, to: Author): string {
	if (file === licence)
		return text.replace(`) ${year(text)} ${from.name}\n`, () => `) ${year(text)} ${to.name}\n`);
	if (!manifests.includes(file)) return text;
	const stated = ({ name, email }: Author) =>
		`"author": {\n\t\t"name": ${JSON.stringify(name)},\n\t\t"email": ${JSON.stringify(email)}\n\t}`;
	return text.replace(stated(from), () => stated(to));
}

/** The year of the licence. */
function year(text: string): string {
	return /\(c\) (\d{4}) /.exec(text)?.[1] ?? '';
}
