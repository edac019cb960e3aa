import { Readable } from 'node:stream';
import type { IBinaryData } from 'n8n-workflow';

/** So many bytes of a file are read at once: a few, so that a file is several pieces. */
const PIECE = 8;

/** Where n8n keeps files: in the item itself, or by a number on its disk. */
export class Files {
	private readonly stored = new Map<string, Buffer>();

	/** Errors of streams that nobody listened to: they would end the process. */
	readonly uncaught: Error[] = [];

	/** A file as an input item has it. */
	file(fileName: string, content: string, isOnDisk: boolean): IBinaryData {
		return this.keep(Buffer.from(content), fileName, 'image/jpeg', isOnDisk);
	}

	/** n8n's helpers for the files of a node. @param isOnDisk whether what they store goes there */
	helpers(isOnDisk: boolean) {
		return {
			getBinaryStream: async (id: string) => this.streamOf(this.stored.get(id)!),
			getBinaryMetadata: async (id: string) => ({ fileSize: this.stored.get(id)!.length }),
			prepareBinaryData: async (body: Readable | Buffer, name: string, type = 'image/jpeg') => {
				const pieces: Buffer[] = [];
				for await (const piece of body) pieces.push(Buffer.from(piece as Buffer));
				return this.keep(Buffer.concat(pieces), name, type, isOnDisk);
			},
		};
	}

	/** What is made of it with `compose`, as of a file on disk, reports that it was destroyed. */
	private streamOf(content: Buffer): Readable {
		const stream = Readable.from(piecesOf(content));
		const watch = (one: Readable) => {
			one.on('error', (error) => {
				if (one.listenerCount('error') === 1) this.uncaught.push(error);
			});
			return one;
		};
		const compose = stream.compose.bind(stream);
		return Object.assign(watch(stream), {
			compose: (...values: Parameters<typeof compose>) => watch(compose(...values) as Readable),
		}) as Readable;
	}

	private keep(
		content: Buffer,
		fileName: string,
		mimeType: string,
		isOnDisk: boolean,
	): IBinaryData {
		if (!isOnDisk) return { data: content.toString('base64'), fileName, mimeType };
		const id = `filesystem-v2:${this.stored.size}`;
		this.stored.set(id, content);
		return { data: 'filesystem-v2', id, fileName, mimeType };
	}
}

function* piecesOf(content: Buffer): Generator<Buffer> {
	for (let from = 0; from < content.length; from += PIECE)
		yield content.subarray(from, from + PIECE);
}
