import { openAsBlob } from 'node:fs';
import type { Photo } from '../photos/photo.ts';
import { formPath } from './workflowFiles.ts';

/**
 * Fills in the form of `send-photos`, or the same form at another path, as a browser does, and sends
 * it. Throws when n8n refuses it.
 */
export async function sendPhotos(
	n8nUrl: string,
	job: { name: string; instructions: string; photos: Photo[] },
	path = formPath,
): Promise<void> {
	const form = new FormData();
	// n8n names the form's fields by their place.
	form.set('field-0', job.name);
	form.set('field-1', job.instructions);
	for (const { name, path: file, mediaType } of job.photos) {
		form.append('field-2', await openAsBlob(file, { type: mediaType }), name);
	}
	const response = await fetch(n8nUrl + path, { method: 'POST', body: form });
	if (!response.ok) {
		throw new Error(`n8n's form answered with ${response.status} ${response.statusText}.`);
	}
	await response.arrayBuffer();
}
