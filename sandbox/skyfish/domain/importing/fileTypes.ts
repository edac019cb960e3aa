/** What kind of file something is: by what an image reader says, else by how its name ends. */
import { extname } from 'node:path';
import type { PictureFacts } from '../pictures.ts';
import type { MediaType } from '../stores/mediaStore.ts';

const imageTypes: Record<string, string> = {
	jpeg: 'image/jpeg',
	png: 'image/png',
	webp: 'image/webp',
	tiff: 'image/tiff',
	gif: 'image/gif',
	heif: 'image/heif',
	avif: 'image/avif',
};

/** Media types by file name ending, for what no image reader opens. */
const endings: Record<string, [MediaType, string]> = {
	svg: ['vector', 'image/svg+xml'],
	eps: ['vector', 'application/postscript'],
	ai: ['vector', 'application/illustrator'],
	mp4: ['video', 'video/mp4'],
	m4v: ['video', 'video/x-m4v'],
	mov: ['video', 'video/quicktime'],
	avi: ['video', 'video/x-msvideo'],
	webm: ['video', 'video/webm'],
	mpg: ['video', 'video/mpeg'],
	heic: ['image', 'image/heic'],
	psd: ['image', 'image/vnd.adobe.photoshop'],
	pdf: ['generic', 'application/pdf'],
	txt: ['generic', 'text/plain'],
	csv: ['generic', 'text/csv'],
	json: ['generic', 'application/json'],
	zip: ['generic', 'application/zip'],
	doc: ['generic', 'application/msword'],
	docx: ['generic', 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'],
	xlsx: ['generic', 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'],
	pptx: ['generic', 'application/vnd.openxmlformats-officedocument.presentationml.presentation'],
};

export interface FileType {
	mediaType: MediaType;
	mimeType: string;
}

/** How a file name ends, in lower case, without the dot. */
export function endingOf(fileName: string): string {
	return extname(fileName).slice(1).toLowerCase();
}

/** The type of a file, whatever its name claims when it is an image that can be read. */
export function fileTypeOf(fileName: string, picture: PictureFacts | null): FileType {
	if (picture?.format === 'svg') return { mediaType: 'vector', mimeType: 'image/svg+xml' };
	const mimeType = imageTypes[picture?.format ?? ''];
	if (mimeType) return { mediaType: 'image', mimeType };
	const [mediaType, known] = endings[endingOf(fileName)] ?? ['generic', 'application/octet-stream'];
	return { mediaType, mimeType: known };
}
