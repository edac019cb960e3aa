/** One file that comes in by FTP: kept when it is whole, forgotten when it is not. */
import type { Socket } from 'node:net';
import { PassThrough, Writable } from 'node:stream';
import { readImage } from '../../domain/editing.ts';
import type { BrightRiverService } from '../../domain/service.ts';
import type { JobRow } from '../../domain/stores/jobStore.ts';
import { keepUploads } from '../keepUpload.ts';

/**
 * A stream that takes the bytes. It finishes when the file belongs to its job, and fails when the job
 * does not take it, the client has gone, or the bytes broke off: then nothing is left.
 * @param openJob finds the job, or throws why it may not be reached
 * @param control the connection that carries the client's commands; while it stands, the client is there
 */
export function receiveFile(
	service: BrightRiverService,
	fileName: string,
	openJob: () => JobRow,
	control: Socket,
): Writable {
	const content = new PassThrough();
	const stored = service.blobs.write(content);
	// Whoever finishes the stream awaits it; nobody awaits it for a stream that breaks off.
	stored.catch(() => undefined);

	const brokeOff = new Error('The transfer broke off.');
	const keep = async () => {
		const blob = await stored;
		const facts = await readImage(service.blobs.path(blob.blob));
		// FTP ends a file by closing its connection, and so does a client that dies.
		if (stream.destroyed || control.readableEnded) {
			service.blobs.remove(blob.blob);
			throw brokeOff;
		}
		keepUploads(service, [{ ...blob, fileName, facts }], openJob);
	};
	const stream = new Writable({
		emitClose: false,
		write: (chunk: Buffer, _encoding, done) => void content.write(chunk, done),
		final(done) {
			content.end();
			keep().then(() => done(), done);
		},
		destroy(error, done) {
			control.off('close', breakOff);
			content.destroy(error ?? undefined);
			done(error);
		},
	});
	const breakOff = () => void stream.destroy(brokeOff);
	control.once('close', breakOff);
	// What the FTP library says instead of `end()` when all bytes have come.
	stream.once('close', () => stream.end());
	// The library listens too, but only once it has the stream.
	stream.on('error', () => undefined);
	return stream;
}
