/** The bytes around a file in a `multipart/form-data` body (RFC 7578). */
export interface MultipartFrame {
	head: Buffer;
	tail: Buffer;
	contentType: string;
}

/**
 * Builds what stands before and after the file. Fields come in the given order and the file last, as
 * S3-like form uploads want it.
 *
 * @param fields name and value of the other form fields
 * @param boundary must not occur in the file; use one that is random
 */
export function multipartFrame(
	fields: Array<[name: string, value: string]>,
	file: { field: string; fileName: string; mimeType: string },
	boundary: string,
): MultipartFrame {
	const parts = fields.map(
		([name, value]) =>
			`--${boundary}\r\nContent-Disposition: form-data; name="${quoted(name)}"\r\n\r\n${value}\r\n`,
	);
	const filePart =
		`--${boundary}\r\n` +
		`Content-Disposition: form-data; name="${quoted(file.field)}"; filename="${quoted(file.fileName)}"\r\n` +
		`Content-Type: ${headerSafe(file.mimeType) || 'application/octet-stream'}\r\n\r\n`;
	return {
		head: Buffer.from(parts.join('') + filePart),
		tail: Buffer.from(`\r\n--${boundary}--\r\n`),
		contentType: `multipart/form-data; boundary=${boundary}`,
	};
}

/** As browsers do it (HTML standard, 4.10.22.8): a name cannot end its quotes or its header line. */
function quoted(name: string): string {
	return headerSafe(name.replace(/\r\n|\r|\n/g, '%0D%0A').replace(/"/g, '%22'));
}

function headerSafe(text: string): string {
	return text.replace(/\p{Cc}/gu, '');
}
