/** The Content-Disposition header of a download, with any file name (RFC 6266, RFC 5987). */

/** @param type `attachment` to save, `inline` to show. */
export function contentDisposition(type: 'attachment' | 'inline', fileName: string): string {
	const plain = fileName.replace(/[^\x20-\x7e]|["\\%/]/g, '_');
	const encoded = encodeURIComponent(fileName.toWellFormed()).replace(
		/['()*]/g,
		(character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
	);
	return `${type}; filename="${plain}"; filename*=UTF-8''${encoded}`;
}
