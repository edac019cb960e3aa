/** What clients think of the results: acceptance, rejection, and the job that redoes rejected files. */
import type { BrightRiverSettings } from '../settings.ts';
import type { Database } from './stores/database.ts';
import type { FileRow, FileStore, ImageReject } from './stores/fileStore.ts';
import type { JobRow, JobStore } from './stores/jobStore.ts';

/** Guess: the standard reasons; the ids are our own, except 6, which the document uses for a shadow. */
export const rejectTypes = [
	{ id: 1, name: 'File format' },
	{ id: 2, name: 'Cropping' },
	{ id: 3, name: 'Color profiles' },
	{ id: 4, name: 'Clipping path' },
	{ id: 5, name: 'Hair mask' },
	{ id: 6, name: 'Shadow' },
];

/** What PUT …/rejectionreasons noted for a file. */
export interface RejectionReasons {
	rejections: { rejectTypeId: number; remark?: string; instruction?: unknown }[];
	generalRemark: string | null;
}

/** A file together with what is wrong with its edited images. */
export interface FileRejection {
	file: FileRow;
	rejects: ImageReject[];
}

export class Reviews {
	private readonly settings: BrightRiverSettings;
	private readonly database: Database;
	private readonly jobs: JobStore;
	private readonly files: FileStore;

	constructor(settings: BrightRiverSettings, database: Database, jobs: JobStore, files: FileStore) {
		this.settings = settings;
		this.database = database;
		this.jobs = jobs;
		this.files = files;
	}

	/** Marks files as accepted by the user, or takes that back. */
	accept(files: FileRow[], accepted: boolean): void {
		this.database.transaction(() => {
			for (const file of files) {
				this.files.update(file.id, {
					acceptedByUser: accepted ? 1 : 0,
					reviewDate: this.settings.now(),
					reviews: null,
					previousReviews: file.reviews ?? file.previousReviews,
				});
			}
		});
	}

	/** Rejects files: the job is partly reviewed, and a new job redoes them. Returns the new job's id. */
	reject(job: JobRow, given: FileRejection[]): number {
		// A file that is named twice is rejected once, for everything that was said.
		const rejections = new Map<number, FileRejection>();
		for (const { file, rejects } of given) {
			const earlier = rejections.get(file.id)?.rejects ?? [];
			rejections.set(file.id, { file, rejects: [...earlier, ...rejects] });
		}
		return this.database.transaction(() => {
			const rejectedJob = this.jobs.create({
				accountId: job.accountId,
				name: `Rejected pictures of job #${job.id}`,
				parentJobId: job.id,
				isTest: job.isTest,
				status: 'CJ_INIT_REJECT',
			});
			for (const { file, rejects } of rejections.values()) {
				this.files.update(file.id, {
					acceptedByUser: 0,
					reviewDate: this.settings.now(),
					reviews: JSON.stringify(rejects),
					previousReviews: file.reviews ?? file.previousReviews,
					timesRejected: file.timesRejected + 1,
				});
				this.files.insert({
					jobId: rejectedJob,
					rejectedFileId: file.id,
					isOriginal: 1,
					fileName: file.fileName,
					blob: file.blob,
					size: file.size,
					md5: file.md5,
					format: file.format,
					width: file.width,
					height: file.height,
					complexityId: file.complexityId,
					remarkToProcessor: file.remarkToProcessor,
					tags: file.tags,
					createdDate: this.settings.now(),
					previousReviews: JSON.stringify(rejects),
					timesRejected: file.timesRejected + 1,
				});
			}
			this.jobs.changed(rejectedJob);
			this.jobs.setStatus(job.id, 'CJ_PART_REVIEWED');
			return rejectedJob;
		});
	}

	/** The edited images a reviewer sees: the file's own, or until there are any those of the first job. */
	clippedFor(file: FileRow): { clipped: FileRow[]; previousClipped: FileRow[] } {
		const own = this.ownClipped(file);
		const first = file.rejectedFileId === null ? undefined : this.files.find(file.rejectedFileId);
		const earlier = first ? this.clippedFor(first).clipped : [];
		return own.length > 0
			? { clipped: own, previousClipped: earlier }
			: { clipped: earlier, previousClipped: [] };
	}

	/** The edited images made from a file in its own job; an extra is its own. */
	ownClipped(file: FileRow): FileRow[] {
		return file.isOriginal === 1 ? this.files.clippedOf(file.id) : [file];
	}

	/** The same complaint about every edited image of a file, or about the file when it has none. */
	aboutAllImages(file: FileRow, reasons: string[], customRejection: string): ImageReject[] {
		const clipped = this.ownClipped(file);
		return (clipped.length > 0 ? clipped : [file]).map((image) => ({
			imageId: image.id,
			customRejection,
			rejects: reasons.map((reason) => ({ positions: [], reason })),
		}));
	}

	/** The complaint that PUT …/rejectionreasons noted for a file, if any. */
	notedReasons(file: FileRow): { reasons: string[]; remark: string } {
		if (file.rejectionReasons === null) return { reasons: [], remark: '' };
		const noted = JSON.parse(file.rejectionReasons) as RejectionReasons;
		const names = noted.rejections.map(
			({ rejectTypeId }) => rejectTypes.find(({ id }) => id === rejectTypeId)?.name ?? '',
		);
		const remarks = [noted.generalRemark, ...noted.rejections.map(({ remark }) => remark)];
		return { reasons: [...new Set(names)], remark: remarks.filter(Boolean).join('; ') };
	}
}

/** Every reason in a file's reviews, each once, free text included. */
export function reasonsIn(reviews: ImageReject[]): string[] {
	const reasons = reviews.flatMap(({ rejects, customRejection }) => [
		...rejects.map(({ reason }) => reason),
		customRejection,
	]);
	return [...new Set(reasons.filter(Boolean))];
}
