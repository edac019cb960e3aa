/** The longest file name, in bytes of UTF-8: common file systems take 255, and copies add to a name. */
const LONGEST_NAME = 200;

/** Control characters, line separators, and marks that turn the direction of a text. */
const INVISIBLE = /[\p{Cc}\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]/gu;

/**
 * A file name that stays a name wherever it is written: the last part of a path, without control
 * characters, text-direction marks or what file systems refuse.
 *
 * @param fallback for a name of which nothing is left
 */
export function safeFileName(name: string, fallback: string): string {
	const last = name.split(/[\\/]/).pop() ?? '';
	const clean = last
		.replace(INVISIBLE, '')
		.replace(/[<>:"|?*]/g, '_')
		.trim();
	if (/^\.*$/.test(clean)) return fallback;
	const ending = /\.[^.]{1,10}$/.exec(clean)?.[0] ?? '';
	const beginning = clean.slice(0, clean.length - ending.length);
	return shortened(beginning, LONGEST_NAME - Buffer.byteLength(ending)).trim() + ending;
}

/** The beginning of a text that takes no more than so many bytes, cut between characters. */
function shortened(text: string, bytes: number): string {
	if (Buffer.byteLength(text) <= bytes) return text;
	let room = bytes;
	let kept = '';
	for (const character of text) {
		room -= Buffer.byteLength(character);
		if (room < 0) break;
		kept += character;
	}
	return kept;
}

/** `koala.jpg`, or `koala-2.jpg` where that is taken. */
export function distinctName(name: string, taken: { has(name: string): boolean }): string {
	const [, stem, ending] = /^(.*?)(\.[^.]{1,10})?$/s.exec(name) ?? [name, name, ''];
	for (let number = 2, free = name; ; number++) {
		if (!taken.has(free)) return free;
		free = `${stem}-${number}${ending ?? ''}`;
	}
}

/** The file name in a `Content-Disposition` header (RFC 6266), `undefined` where it has none. */
export function fileNameFromHeader(header: unknown): string | undefined {
	if (typeof header !== 'string') return undefined;
	const extended = /filename\*\s*=\s*utf-8''([^;]+)/i.exec(header)?.[1];
	if (extended) {
		try {
			return decodeURIComponent(extended.trim());
		} catch {
			// Not percent-encoded after all: the plain name below will do.
		}
	}
	const plain = /filename\s*=\s*(?:"((?:[^"\\]|\\.)*)"|([^;\s]+))/i.exec(header);
	return plain?.[1]?.replace(/\\(.)/g, '$1') ?? plain?.[2];
}

/**
 * Gives files names of which no two are the same, see `distinctName`, not even on a disk for which `A.jpg` and
 * `a.jpg` are one name.
 */
export function giveDistinctNames(files: Array<{ fileName?: string }>): void {
	const taken = new Set<string>();
	const isTaken = { has: (name: string) => taken.has(name.toLowerCase()) };
	for (const file of files) {
		file.fileName = distinctName(file.fileName ?? 'file', isTaken);
		taken.add(file.fileName.toLowerCase());
	}
}
