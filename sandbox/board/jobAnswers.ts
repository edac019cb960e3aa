/** Jobs and their files as the board shows them. */
import { reasonsIn } from '../brightRiver/domain/reviews.ts';
import { roadAhead, roadOf, stepFrom } from '../brightRiver/domain/road.ts';
import type { BrightRiverService } from '../brightRiver/domain/service.ts';
import { goneStatuses } from '../brightRiver/domain/statuses.ts';
import type { FileRow, ImageReject } from '../brightRiver/domain/stores/fileStore.ts';
import type { JobRow } from '../brightRiver/domain/stores/jobStore.ts';
import { boardPath } from './pageRoutes.ts';

/** Nobody can use a page with thousands of photos. */
const mostFiles = 200;

/** One line of the list of jobs. */
export function describeJobBriefly({ files }: BrightRiverService, job: JobRow) {
	const { id, name, status, fileCount } = job;
	const first = isGone(job) ? undefined : files.firstImage(id);
	return { ...{ id, name, status, fileCount }, photo: photoUrls(first)?.thumbnail };
}

/** Everything about a job, and its first 200 files. Dates are milliseconds since 1970, the price is in euros. */
export function describeJob(service: BrightRiverService, job: JobRow) {
	const { id, name, description, status, operatorRemarks, parentJobId, createdDate } = job;
	const listed = service.files.listed(id);
	const road = roadOf(service.settings.readings);
	const before = service.jobs.statusBefore(id);
	return {
		...{ id, name, description, status, operatorRemarks, parentJobId, createdDate },
		fileCount: listed.length,
		isTest: job.isTest === 1,
		price: job.reviewedDate === null ? null : job.realCost,
		/** The client's call that the road waits for here, if any. */
		waitsFor: stepFrom(road, status, before)?.waitsFor ?? null,
		ahead: roadAhead(road, status, before),
		history: service.jobs.history(id),
		files: listed.slice(0, mostFiles).map((file) => describeFile(service, job, file)),
	};
}

/** An uploaded file with what was made of it; an extra has only the edited side. */
function describeFile({ files, reviews }: BrightRiverService, job: JobRow, file: FileRow) {
	const isOriginal = file.isOriginal === 1;
	const edited = isOriginal ? files.clippedOf(file.id) : [file];
	const noted = reviews.notedReasons(file).reasons;
	const given =
		file.reviews === null ? noted : reasonsIn(JSON.parse(file.reviews) as ImageReject[]);
	return {
		id: file.id,
		fileName: file.fileName,
		complexityId: file.complexityId,
		remarkToProcessor: file.remarkToProcessor,
		remarkFromProcessor: file.remarkFromProcessor,
		acceptedByUser: file.acceptedByUser === null ? null : file.acceptedByUser === 1,
		rejectionReasons: given,
		before: isOriginal ? imageOf(job, file) : null,
		after: edited.map((one) => imageOf(job, one)),
	};
}

/** Size in bytes, width and height in pixels. */
function imageOf(job: JobRow, file: FileRow) {
	const { id, fileName, size, width, height } = file;
	const urls = isGone(job) ? undefined : photoUrls(file);
	return { ...{ id, fileName, size, width, height }, preview: urls?.preview ?? null };
}

/** undefined for anything but an image. The MD5 makes a new address of new content. */
function photoUrls(file: FileRow | undefined) {
	if (!file || file.format === null) return undefined;
	const at = (size: string) => `${boardPath}photos/${file.id}/${size}?md5=${file.md5}`;
	return { thumbnail: at('thumbnail'), preview: at('preview') };
}

function isGone(job: JobRow): boolean {
	return goneStatuses.includes(job.status);
}
