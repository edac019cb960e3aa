import type { Readable } from './inputFile';

/**
 * Looks at what comes first in a stream and puts it back: whoever reads it afterwards gets all of it. Only one
 * piece is waited for: of a stream that has ended nothing could be put back.
 *
 * @returns the first piece; empty where the stream has nothing
 * @throws the stream's own error, and the signal's reason when that is aborted
 */
export async function firstPiece(stream: Readable, signal: AbortSignal): Promise<Buffer> {
	signal.throwIfAborted();
	for (;;) {
		const piece = stream.read() as Buffer | null;
		if (piece !== null) {
			stream.unshift(piece);
			return piece;
		}
		if (stream.readableEnded || !(await becomesReadable(stream, signal))) return Buffer.alloc(0);
	}
}

/** Whether there is something to read; `false` at the end of the stream. */
async function becomesReadable(stream: Readable, signal: AbortSignal): Promise<boolean> {
	return await new Promise((resolve, reject) => {
		const settle = (end: () => void) => () => {
			stream.off('readable', onReadable).off('end', onEnd).off('close', onEnd);
			stream.off('error', onError);
			signal.removeEventListener('abort', onAbort);
			end();
		};
		const onReadable = settle(() => resolve(true));
		const onEnd = settle(() => resolve(false));
		const onError = (error: Error) => settle(() => reject(error))();
		const onAbort = settle(() => reject(signal.reason as Error));
		stream.on('readable', onReadable).on('end', onEnd).on('close', onEnd).on('error', onError);
		signal.addEventListener('abort', onAbort);
	});
}
