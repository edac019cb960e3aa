/** What happens to a file that has arrived, by POST or by FTP. */
import type { StoredBlob } from '../../server/disk/blobFolder.ts';
import type { ImageFacts } from '../domain/editing.ts';
import type { BrightRiverService } from '../domain/service.ts';
import { openStatuses } from '../domain/statuses.ts';
import type { JobRow } from '../domain/stores/jobStore.ts';
import { requireStatus } from '../errors.ts';

/** A file whose content is on disk, but that belongs to no job yet. */
export interface Upload extends StoredBlob {
	fileName: string;
	facts: ImageFacts | null;
}

/**
 * Adds uploads to their job; a file of the same name is replaced, its id stays. When it throws, their
 * contents are gone.
 * @param openJob finds the job again: it may have moved on while the bytes came in
 */
export function keepUploads(
	service: BrightRiverService,
	uploads: Upload[],
	openJob: () => JobRow,
): void {
	try {
		const job = openJob();
		requireStatus(job, openStatuses);
		service.database.transaction(() => {
			for (const upload of uploads) keep(service, job.id, upload);
			service.jobs.changed(job.id);
		});
	} catch (error) {
		for (const { blob } of uploads) service.blobs.remove(blob);
		throw error;
	}
}

function keep(service: BrightRiverService, jobId: number, upload: Upload): void {
	const { blob, size, md5, fileName, facts } = upload;
	const { format, width, height } = facts ?? { format: null, width: null, height: null };
	const content = { blob, size, md5, format, width, height, createdDate: service.settings.now() };
	const earlier = service.files.findByName(jobId, fileName);
	if (earlier) {
		service.files.update(earlier.id, content);
		service.files.dropBlob(earlier.blob);
	} else {
		service.files.insert({ jobId, isOriginal: 1, fileName, ...content });
	}
}
