import { Container } from '@n8n/di';
import { BinaryDataService } from 'n8n-core';
import type { IBinaryData } from 'n8n-workflow';

/** The bytes of a file that a node gave out, wherever n8n keeps it. */
export async function contentOf(file: IBinaryData | undefined): Promise<Buffer> {
	if (!file) throw new Error('The item has no file');
	return await Container.get(BinaryDataService).getAsBuffer(file);
}
