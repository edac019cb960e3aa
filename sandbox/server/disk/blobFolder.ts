/** File contents on disk, each under a name of our own, so that no name from outside becomes a path. */
import { createHash, randomUUID } from 'node:crypto';
import {
	createReadStream,
	createWriteStream,
	linkSync,
	mkdirSync,
	readdirSync,
	rmSync,
} from 'node:fs';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';

export interface StoredBlob {
	/** The name to find it by. */
	blob: string;
	/** Bytes. */
	size: number;
	/** MD5 as 32 lower-case hex digits. */
	md5: string;
}

export class BlobFolder {
	private readonly folder: string;

	constructor(folder: string) {
		this.folder = folder;
		mkdirSync(folder, { recursive: true });
	}

	/** A new name, with nothing behind it yet. */
	newName(): string {
		return randomUUID();
	}

	path(blob: string): string {
		return join(this.folder, blob);
	}

	/** Streams content to disk; a stream that fails leaves nothing behind. */
	async write(content: Readable): Promise<StoredBlob> {
		const blob = this.newName();
		const hash = createHash('md5');
		const file = createWriteStream(this.path(blob), { flags: 'wx' });
		let size = 0;
		try {
			await pipeline(
				content,
				async function* (chunks: AsyncIterable<Buffer>) {
					for await (const chunk of chunks) {
						hash.update(chunk);
						size += chunk.length;
						yield chunk;
					}
				},
				file,
			);
		} catch (error) {
			// A file that is still being opened would appear after its removal.
			if (!file.closed) await new Promise<void>((resolve) => file.once('close', () => resolve()));
			this.remove(blob);
			throw error;
		}
		return { blob, size, md5: hash.digest('hex') };
	}

	/** Size and MD5 of content that is on disk already. */
	async measure(blob: string): Promise<StoredBlob> {
		const hash = createHash('md5');
		let size = 0;
		for await (const chunk of createReadStream(this.path(blob))) {
			hash.update(chunk as Buffer);
			size += (chunk as Buffer).length;
		}
		return { blob, size, md5: hash.digest('hex') };
	}

	/** The same content under another name; it takes no more room. */
	copy(blob: string): string {
		const name = this.newName();
		linkSync(this.path(blob), this.path(name));
		return name;
	}

	remove(blob: string): void {
		rmSync(this.path(blob), { force: true });
	}

	/** Removes what an interrupted run left half done. */
	removeAllBut(known: Set<string>): void {
		for (const blob of readdirSync(this.folder)) if (!known.has(blob)) this.remove(blob);
	}
}
