import { Container } from '@n8n/di';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { BinaryDataConfig, BinaryDataService } from 'n8n-core';
import type { IBinaryData } from 'n8n-workflow';

/** Where n8n keeps files: in the item itself, or on disk. */
export type BinaryMode = 'default' | 'filesystem';

let binaryFolder: string | undefined;

/** Starts n8n's own binary data service; call it before nodes move files. */
export async function useBinaryMode(mode: BinaryMode): Promise<void> {
	binaryFolder ??= mkdtempSync(join(tmpdir(), 'engine-binary-'));
	const config = Container.get(BinaryDataConfig);
	config.mode = mode;
	config.localStoragePath = binaryFolder;
	await Container.get(BinaryDataService).init();
}

/** Removes all files that nodes gave out. */
export function removeBinaryFolder(): void {
	if (binaryFolder) rmSync(binaryFolder, { recursive: true, force: true });
	binaryFolder = undefined;
}

/** The bytes of a file that a node gave out, wherever n8n keeps it. */
export async function contentOf(file: IBinaryData | undefined): Promise<Buffer> {
	if (!file) throw new Error('The item has no file');
	return await Container.get(BinaryDataService).getAsBuffer(file);
}
