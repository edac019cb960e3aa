/** Zip files, written as a stream so that their size does not matter. */
import { createWriteStream } from 'node:fs';
import { rename } from 'node:fs/promises';
import { pipeline } from 'node:stream/promises';
import yazl from 'yazl';

export interface ZipEntry {
	/** The name inside the zip; made harmless and unique. */
	name: string;
	/** The file on disk. */
	path: string;
	/** Milliseconds since 1970. */
	modified: number;
}

/** Writes the entries to `target`, which appears only when it is complete. */
export async function writeZip(target: string, entries: ZipEntry[]): Promise<void> {
	const zip = new yazl.ZipFile();
	const taken = new Set<string>();
	for (const entry of entries) {
		const name = freeName(harmlessName(entry.name), taken);
		// Images hardly shrink, so they are stored as they are.
		zip.addFile(entry.path, name, { mtime: new Date(entry.modified), compress: false });
	}
	const partial = `${target}.partial`;
	const written = pipeline(zip.outputStream, createWriteStream(partial));
	const failed = new Promise<never>((_resolve, reject) => zip.once('error', reject));
	zip.end();
	await Promise.race([written, failed]);
	await rename(partial, target);
}

/** One plain name, without folders: no slashes, no control characters, not empty, no dots alone. */
export function harmlessName(name: string): string {
	const plain = name.replace(/[/\\:\p{Cc}]/gu, '_');
	return /^\.*$/.test(plain) ? `_${plain}` : plain;
}

function freeName(name: string, taken: Set<string>): string {
	const dot = name.lastIndexOf('.');
	const [stem, ending] = dot > 0 ? [name.slice(0, dot), name.slice(dot)] : [name, ''];
	let free = name;
	for (let number = 2; taken.has(free.toLowerCase()); number++)
		free = `${stem} (${number})${ending}`;
	taken.add(free.toLowerCase());
	return free;
}
