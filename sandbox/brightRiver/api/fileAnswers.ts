/** Turns stored files into the documents' answers, field by field. */
import type { FastifyRequest } from 'fastify';
import { reasonsIn } from '../domain/reviews.ts';
import type { BrightRiverService } from '../domain/service.ts';
import type { FileRow, ImageReject } from '../domain/stores/fileStore.ts';
import { apiDate, apiMd5 } from '../notation.ts';
import { downloadUrl, imageUrls, storageOrigin } from '../storage/links.ts';
import { accountOf } from './requirements.ts';

/** Writes the answers about files for one client. */
export class FileAnswers {
	private readonly service: BrightRiverService;
	private readonly origin: string;
	private readonly session: string;

	constructor(service: BrightRiverService, request: FastifyRequest) {
		this.service = service;
		this.origin = storageOrigin(service, request);
		this.session = accountOf(request).storageSession;
	}

	/** The answer of GET …/files/{fileName} and GET …/filesextended/{fileId}. */
	single(file: FileRow) {
		return {
			...this.head(file),
			isRejected: isRejected(file),
			rejectionReason: countedReasons(this.reasons(file)),
			...this.tail(file),
		};
	}

	/** One element of GET …/files. */
	listed(file: FileRow) {
		const { readings } = this.service.settings;
		const isListed = readings.is('results-listed', 'files');
		const clipped = isListed ? this.service.reviews.ownClipped(file) : [];
		return {
			...this.head(file),
			isRejected: isRejected(file),
			rejectionReason: countedReasons(this.reasons(file)),
			reviewDate: apiDate(file.reviewDate),
			isReviewed: file.acceptedByUser !== null,
			reviews: shortReviews(file.id, file.reviews),
			previousReviews: shortReviews(file.id, file.previousReviews),
			...this.tail(file),
			original: this.imageOf(file, file.isOriginal === 1, false),
			clipped: clipped.length > 0 ? clipped.map((one) => this.imageOf(one, true, false)) : null,
		};
	}

	/** One element of GET …/filesforreview. */
	forReview(file: FileRow) {
		const { clipped, previousClipped } = this.service.reviews.clippedFor(file);
		const images = (files: FileRow[]) =>
			files.length > 0 ? files.map((one) => this.imageOf(one, true, true)) : null;
		const isExtra = file.isOriginal === 0;
		return {
			...this.head(file, { isExtraClipped: isExtra }),
			isRejected: isRejected(file),
			acceptedByUser: file.acceptedByUser === null ? null : file.acceptedByUser === 1,
			rejectionReason: dashedReasons(this.reasons(file)),
			reviewDate: apiDate(file.reviewDate),
			isReviewed: file.acceptedByUser !== null,
			partIsReviewed: file.acceptedByUser !== null && !isExtra,
			additionalComplexityID: null,
			reviews: longReviews(file, file.reviews),
			previousReviews: longReviews(file, file.previousReviews),
			...this.tail(file, isExtra),
			original: this.imageOf(file, !isExtra, true),
			clipped: images(clipped),
			previousClipped: images(previousClipped),
			timesRejected: file.timesRejected,
		};
	}

	private head(file: FileRow, afterIsOriginal: { isExtraClipped?: boolean } = {}) {
		return {
			id: file.id,
			fileName: file.fileName,
			isOriginal: file.isOriginal === 1,
			...afterIsOriginal,
			size: file.size,
			complexityId: file.complexityId,
			mD5: apiMd5(file.md5),
			status: file.format === null ? 'THUMB_ERROR' : 'THUMB_OK',
			remarkToProcessor: file.remarkToProcessor,
			remarkFromProcessor: file.remarkFromProcessor,
		};
	}

	private tail(file: FileRow, withoutUrl = false) {
		return {
			tags: JSON.parse(file.tags) as string[],
			createdDate: apiDate(file.createdDate),
			downloadUrl: withoutUrl ? null : downloadUrl(this.origin, this.session, file),
		};
	}

	/** An image with its URLs; `there` is false for the original that an extra never had. */
	private imageOf(file: FileRow, there: boolean, forReview: boolean) {
		const urls = imageUrls(this.origin, this.session, file);
		const image = there ? urls : { preview: '', thumbnail: '', real: '' };
		if (!forReview) return { imageId: file.id, ...image };
		return {
			imageId: file.id,
			fileName: there ? file.fileName : null,
			...image,
			downloadUrl: there ? downloadUrl(this.origin, this.session, file) : '',
			additionalComplexityID: null,
		};
	}

	private reasons(file: FileRow): string[] {
		if (file.reviews !== null) return reasonsIn(JSON.parse(file.reviews) as ImageReject[]);
		const { reasons, remark } = this.service.reviews.notedReasons(file);
		return remark ? [...reasons, remark] : reasons;
	}
}

function isRejected(file: FileRow): boolean {
	return file.acceptedByUser === 0 && file.reviews !== null;
}

/** As GET …/files writes them. */
function countedReasons(reasons: string[]): string | null {
	if (reasons.length === 0) return null;
	return `Rejected by ${reasons.length} reasons:\n${reasons.join('\n')}`;
}

/** As GET …/filesforreview writes them. */
function dashedReasons(reasons: string[]): string | null {
	return reasons.length > 0 ? reasons.map((reason) => ` - ${reason}`).join('\n') : null;
}

function shortReviews(fileId: number, reviews: string | null) {
	if (reviews === null) return null;
	const rejects = (JSON.parse(reviews) as ImageReject[]).map(({ imageId, rejects: reasons }) => ({
		imageId,
		rejects: reasons,
	}));
	return { fileId, rejects };
}

function longReviews(file: FileRow, reviews: string | null) {
	if (reviews === null) return null;
	const rejects = JSON.parse(reviews) as ImageReject[];
	return { id: file.isOriginal === 1 ? file.id : 0, fileId: file.id, rejects };
}
