/** What is known of a file after it went over the line; goes into the output item. */
export interface Transfer {
	/** In bytes. */
	fileSize: number;
	/** MD5 checksum in lower-case hex, of the bytes that went. */
	md5: string;
	/** From the first try to the end, in milliseconds. */
	durationMs: number;
}

/** Starts the clock of a transfer. @returns what to call at its end */
export function startTransfer(): (fileSize: number, md5: string) => Transfer {
	const start = Date.now();
	return (fileSize, md5) => ({ fileSize, md5, durationMs: Date.now() - start });
}
