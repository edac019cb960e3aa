/** Zip files, written as a stream so that their size does not matter. */
import { createWriteStream } from 'node:fs';
import { rename } from 'node:fs/promises';
import { pipeline } from 'node:stream/promises';
import yazl from 'yazl';

export interface ZipEntry {
	/** The name inside the zip; made harmless and unique. */
	name: string;
	/** The folders inside the zip that hold it, outermost first; made harmless. */
	folders?: string[];
	/** The file on disk. */
	path: string;
	/** Milliseconds since 1970. */
	modified: number;
}

export interface ZipOptions {
	/** Folders that hold no entry, each with the folders around it, outermost first. */
	emptyFolders?: string[][];
	/** Writes the ZIP64 format even where the old one would do. */
	zip64?: boolean;
}

/** Writes the entries to `target`, which appears only when it is complete. */
export async function writeZip(
	target: string,
	entries: ZipEntry[],
	{ emptyFolders = [], zip64 = false }: ZipOptions = {},
): Promise<void> {
	const zip = new yazl.ZipFile();
	const taken = new Set<string>();
	for (const folders of emptyFolders) zip.addEmptyDirectory(pathOf(folders));
	for (const entry of entries) {
		const name = freeName(pathOf(entry.folders ?? []), harmlessName(entry.name), taken);
		// Images hardly get smaller, so they are stored uncompressed.
		const mtime = new Date(entry.modified);
		zip.addFile(entry.path, name, { mtime, compress: false, forceZip64Format: zip64 });
	}
	const partial = `${target}.partial`;
	const written = pipeline(zip.outputStream, createWriteStream(partial));
	const failed = new Promise<never>((_resolve, reject) => zip.once('error', reject));
	zip.end({ forceZip64Format: zip64, comment: '' });
	await Promise.race([written, failed]);
	await rename(partial, target);
}

function pathOf(folders: string[]): string {
	return folders.map((folder) => `${harmlessName(folder)}/`).join('');
}

/** One plain name, without folders: no slashes, no control characters, not empty, no dots alone. */
export function harmlessName(name: string): string {
	const plain = name.replace(/[/\\:\p{Cc}]/gu, '_');
	return /^\.*$/.test(plain) ? `_${plain}` : plain;
}

function freeName(path: string, name: string, taken: Set<string>): string {
	const dot = name.lastIndexOf('.');
	const [stem, ending] = dot > 0 ? [name.slice(0, dot), name.slice(dot)] : [name, ''];
	let free = path + name;
	for (let number = 2; taken.has(free.toLowerCase()); number++)
		free = `${path}${stem} (${number})${ending}`;
	taken.add(free.toLowerCase());
	return free;
}
