/** The second step of an upload: a form with a file, posted as S3 takes it. */
import multipart from '@fastify/multipart';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { StoredBlob } from '../../server/disk/blobFolder.ts';
import { recordBody } from '../../server/httpServer.ts';
import { PartHeaders } from '../../server/partHeaders.ts';
import type { SkyfishService } from '../domain/service.ts';
import type { UploadRow } from '../domain/uploads.ts';
import { accessDenied, invalidArgument, S3Error } from './s3Errors.ts';
import { checkFields } from './uploadPolicy.ts';
import type { Fields } from './uploadPolicy.ts';

interface Received {
	upload: UploadRow;
	key: string;
	fileName: string;
	redirect: string;
	stored: StoredBlob;
}

export function uploadRoutes(server: FastifyInstance, service: SkyfishService): void {
	void server.register(multipart, {
		limits: { fileSize: Infinity },
		preservePath: true,
		isPartAFile: (fieldName: string | undefined) => fieldName === 'file',
	});

	server.post('/', async (request, reply) => {
		if (request.headers['content-length'] === undefined) {
			const message = 'You must provide the Content-Length HTTP header.';
			throw new S3Error(411, 'MissingContentLength', message);
		}
		if (!request.isMultipart()) {
			const message = 'Bucket POST must be of the enclosure-type multipart/form-data';
			throw new S3Error(412, 'PreconditionFailed', message);
		}
		const { upload, key, fileName, redirect, stored } = await receive(service, request);
		if (!service.uploads.store(upload.id, key, fileName, stored)) {
			service.blobs.remove(stored.blob);
			throw finished();
		}
		const location = new URL(redirect);
		location.searchParams.set('bucket', 'colourbox-upload');
		location.searchParams.set('key', key);
		location.searchParams.set('etag', `"${stored.md5}"`);
		return await reply
			.code(303)
			.header('etag', `"${stored.md5}"`)
			.header('location', finishAddress(service, location))
			.send();
	});
}

/** Where the upload is finished: at the API, or at an address that leads there. */
function finishAddress({ settings: { readings } }: SkyfishService, done: URL): string {
	if (readings.is('finish-address', 'other-host')) {
		done.hostname = done.hostname === 'localhost' ? '127.0.0.1' : 'localhost';
	}
	if (readings.is('finish-address', 'redirects')) done.pathname = '/upload/finish';
	return done.href;
}

/** Reads the form up to its file and streams that to disk; what comes after it is ignored. */
async function receive(service: SkyfishService, request: FastifyRequest): Promise<Received> {
	const headers = new PartHeaders(request.raw);
	const fields: Fields = [];
	let received: Received | undefined;
	try {
		for await (const part of request.parts()) {
			if (part.type === 'field') {
				if (!received) fields.push([part.fieldname, String(part.value)]);
			} else if (received) {
				part.file.resume();
			} else {
				const target = targetOf(service, fields, part.filename ?? '');
				received = { ...target, stored: await service.blobs.write(part.file) };
			}
		}
	} catch (error) {
		if (received) service.blobs.remove(received.stored.blob);
		if (error instanceof S3Error) throw error;
		throw new S3Error(400, 'MalformedPOSTRequest', (error as Error).message);
	} finally {
		const { fileName, stored } = received ?? {};
		const file = stored && { fileName, size: stored.size, md5: stored.md5 };
		recordBody(request, { fields, file, partHeaders: headers.found });
	}
	if (!received) throw invalidArgument('POST requires exactly one file upload per request.');
	return received;
}

/** Where a file goes, as its form's fields say. */
function targetOf(service: SkyfishService, fields: Fields, givenName: string) {
	const { clock, uploads } = service;
	const sign = (credential: string, policy: string) => uploads.sign(credential, policy);
	const values = checkFields(fields, { sign, now: clock.now() });
	const key = (values.get('key') ?? '').replaceAll('${filename}', lastSegment(givenName));
	const upload = uploads.findByKey(key);
	if (!upload) throw accessDenied('There is no such upload');
	if (upload.mediaId !== null) throw finished();
	const fileName = lastSegment(key);
	if (fileName === '') throw invalidArgument('The file has no name');
	return { upload, key, fileName, redirect: values.get('success_action_redirect') ?? '' };
}

function finished(): S3Error {
	return accessDenied('The upload is finished already');
}

/** A file's own name: what comes after the folders that some programs send along. */
function lastSegment(path: string): string {
	return path.replace(/^.*[/\\]/s, '');
}
