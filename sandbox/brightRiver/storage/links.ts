/** The URLs that answers hand out; all of them lead to the storage, none carries the tokens. */
import type { FastifyRequest } from 'fastify';
import { reachableOrigin } from '../../server/reachableOrigin.ts';
import type { BrightRiverService } from '../domain/service.ts';
import type { FileRow } from '../domain/stores/fileStore.ts';
import type { JobRow } from '../domain/stores/jobStore.ts';

export interface Links {
	upload: { ftpUrl: string; postUrl: string };
	download: { ftpUrl: string; getUrl: string };
}

/** The storage's origin as the client can reach it: a server on all addresses answers on the client's. */
export function storageOrigin(service: BrightRiverService, request: FastifyRequest): string {
	return reachableOrigin(service.storageUrl, service.settings.host, request);
}

/** The day of a job's creation as its FTP folder has it, such as `20160513`. */
export function dayFolder({ createdDate }: Pick<JobRow, 'createdDate'>): string {
	return new Date(createdDate).toISOString().slice(0, 10).replaceAll('-', '');
}

/** Where a job's files go in and come out. `origin` is the storage's, as the client can reach it. */
export function jobLinks(
	service: BrightRiverService,
	origin: string,
	session: string,
	job: JobRow,
): Links {
	const ftp = `ftp://${new URL(origin).hostname}:${service.ftpPort}/${dayFolder(job)}/${job.id}`;
	return {
		upload: {
			ftpUrl: `${ftp}/ORIGINAL/`,
			postUrl: `${origin}/upload/UploadFile.ashx?jobID=${job.id}&accountID=${session}`,
		},
		download: {
			ftpUrl: `${ftp}/CLIPPED/`,
			getUrl: `${origin}/ajax/DownloadZip.ashx?centraljobid=${job.id}&sessionID=${session}`,
		},
	};
}

/** The file itself, to save. */
export function downloadUrl(origin: string, session: string, file: FileRow): string {
	return `${origin}/ajax/DownloadBin.ashx?fileID=${file.id}&sessionid=${session}`;
}

/** The file as an image: a preview, a thumbnail, and the real one. */
export function imageUrls(origin: string, session: string, file: FileRow) {
	const type = file.isOriginal === 1 ? 'original' : 'clipped';
	const image = `${origin}/ajax/getimage.ashx?fileID=${file.id}&sessionid=${session}&type=${type}`;
	return {
		preview: `${image}&ispreview=true`,
		thumbnail: `${image}&ispreview=false`,
		real: `${image}&ispreview=original`,
	};
}
