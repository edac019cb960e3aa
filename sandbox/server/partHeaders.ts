/** Listens in on a multipart request and keeps the headers of its parts, word for word. */
import type { IncomingMessage } from 'node:http';

const longestHead = 16_384;

export class PartHeaders {
	/** One object per part, in order; names in lower case. */
	readonly found: Record<string, string>[] = [];
	private readonly opening: Buffer;
	/** Bytes that may hold the end of one part and the start of the next. */
	private rest: Buffer;
	private inHead = false;

	/** Call in the same turn in which the request is given to its parser. */
	constructor(request: IncomingMessage) {
		const [, quoted, plain] =
			/boundary=(?:"([^"]+)"|([^;\s]+))/i.exec(request.headers['content-type'] ?? '') ?? [];
		this.opening = Buffer.from(`\r\n--${quoted ?? plain ?? ''}\r\n`, 'latin1');
		// The first boundary has no line before it; this gives it one.
		this.rest = Buffer.from('\r\n');
		if (quoted ?? plain) request.on('data', (chunk: Buffer) => this.read(chunk));
	}

	private read(chunk: Buffer): void {
		this.rest = Buffer.concat([this.rest, chunk]);
		for (;;) {
			const mark = this.inHead ? Buffer.from('\r\n\r\n') : this.opening;
			const at = this.rest.indexOf(mark);
			if (at === -1) {
				const keep = this.inHead ? longestHead : mark.length - 1;
				if (this.rest.length > keep) this.rest = this.rest.subarray(-keep);
				return;
			}
			if (this.inHead) this.found.push(parseHead(this.rest.toString('utf8', 0, at)));
			this.rest = this.rest.subarray(at + mark.length);
			this.inHead = !this.inHead;
		}
	}
}

function parseHead(text: string): Record<string, string> {
	const lines = text.split('\r\n').map((line) => {
		const colon = line.indexOf(':');
		return [line.slice(0, colon).trim().toLowerCase(), line.slice(colon + 1).trim()];
	});
	return Object.fromEntries(lines) as Record<string, string>;
}
