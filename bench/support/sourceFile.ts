import { randomFillSync } from 'node:crypto';
import { closeSync, openSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import type { BinaryFile } from '../../tools/n8n-host/n8nTypes.ts';
import { readFiles } from './nodes.ts';
import { timeNode } from './timeNode.ts';
import type { BenchWorld } from './world.ts';

/** A file outside n8n, and the same inside. */
export interface SourceFile {
	path: string;
	bytes: number;
	/** As an item refers to it; n8n keeps it on disk until the end. */
	binary: BinaryFile;
}

const pieceBytes = 4 * 1024 * 1024;

/** Makes a file of random bytes, which nothing can pack, and lets n8n read it into its own storage. */
export async function sourceFile(world: BenchWorld, bytes: number): Promise<SourceFile> {
	const path = join(world.folder, `source-${bytes}.bin`);
	writeRandomFile(path, bytes);
	const { items } = await timeNode(world.rest, readFiles(path), [{ json: {} }], true);
	const binary = items[0]?.binary?.data;
	if (!binary?.id) throw new Error('n8n did not put the file on disk.');
	return { path, bytes, binary };
}

function writeRandomFile(path: string, bytes: number): void {
	const piece = randomFillSync(Buffer.alloc(pieceBytes));
	const file = openSync(path, 'w');
	try {
		for (let left = bytes; left > 0; left -= pieceBytes) {
			// Different pieces, so that no disk or file system can keep one for all.
			piece.writeUInt32LE(left >>> 0, 0);
			writeSync(file, piece, 0, Math.min(left, pieceBytes));
		}
	} finally {
		closeSync(file);
	}
}
