import type { Client } from '../../../shared/client/client';
import { operationError } from '../../../shared/errors/operationError';
import { md5Of, type InputFile } from '../../../shared/files/inputFile';
import { hasChecksum, isSame } from '../../../shared/files/verify';
import { getFiles, type JobFile } from '../../api/jobs';
import { shownNames, type TakenPhoto } from '../file/uploadPhotos';

/** A photo of a job as it is given out. */
export interface SentPhoto {
	fileName: string;
	/** In bytes. */
	fileSize: number;
	md5?: string;
	/** Whether it was uploaded now; otherwise the job had it. */
	uploaded: boolean;
	/** Whether it could be compared with what Bright River says of it. */
	verified: boolean;
}

/** A photo that was uploaded now. */
export function asSent({ file, verified }: TakenPhoto): SentPhoto {
	const { fileName, fileSize, md5 } = file;
	return { fileName, fileSize, ...(md5 && { md5 }), uploaded: true, verified };
}

/**
 * Looks for photos among the files of a job: by name, by size, and by content where Bright River states a checksum.
 *
 * @returns those that are there, by name; another file of the same name is none of them
 */
export async function photosThere(
	client: Client,
	photos: InputFile[],
	files: JobFile[],
): Promise<Map<string, SentPhoto>> {
	const listed = new Map(files.map((file) => [file.fileName, file]));
	const there = new Map<string, SentPhoto>();
	for (const photo of photos) {
		const file = listed.get(photo.fileName);
		if (!file) continue;
		const stated = { size: file.size, md5: file.mD5 };
		const { fileName, size: fileSize } = photo;
		const isReadFirst = hasChecksum(stated) && (stated.size ?? fileSize) === fileSize;
		const md5 = isReadFirst ? await md5Of(photo, client.cancelSignal) : undefined;
		const same = isSame({ fileSize, md5 }, stated);
		if (same === false) continue;
		there.set(fileName, { fileName, fileSize, md5, uploaded: false, verified: same === true });
	}
	return there;
}

/** Pauses between the looks, in ms. */
const PAUSES = [500, 1_000, 2_000];

/**
 * Makes sure that no photo is left out of an offer: where Bright River lists some of them, it must list all. Where
 * it lists none it may do so only once the offer is requested.
 *
 * @throws NodeOperationError that names those that are missing
 */
export async function requireAllListed(
	client: Client,
	job: number,
	photos: SentPhoto[],
	andThen: string,
): Promise<void> {
	const isListed = photos.some(({ verified }) => verified);
	let missing = photos.filter(({ verified }) => !verified).map(({ fileName }) => fileName);
	for (const pause of [0, ...PAUSES]) {
		if (!isListed || missing.length === 0) return;
		if (pause > 0) await client.pause(pause);
		const files = await getFiles(client, job).catch(() => undefined);
		client.cancelSignal?.throwIfAborted();
		// The photos were taken all the same.
		if (!files) return;
		const names = new Set(files.map(({ fileName }) => fileName));
		missing = missing.filter((name) => !names.has(name));
	}
	if (missing.length === 0) return;
	throw operationError(
		client.context,
		`Bright River does not list ${missing.length} of the ${photos.length} photos of job ${job}: ${shownNames(missing)}`,
		`It took them, but the offer would be without them. ${andThen}`,
	);
}
