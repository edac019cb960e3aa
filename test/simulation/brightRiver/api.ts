import { createHash } from 'node:crypto';
import { jsonOf, type Answer, type Arrived, type Service } from '../network/service';
import { statusOf, type Job, type JobFields, type JobFile } from './job';
import { PAGE_SIZE, type Account, type Office } from './office';

/** What an address of a storage host bears so that it opens a file. */
export const STORAGE_SIGNATURE = 'sig-4711-secret';

const refusal = (status: number, code?: string): Answer => ({
	status,
	body: code ? { code, message: code } : {},
});

/** The API of Bright River at one origin, as documents 000, 001 and 004 describe it. */
export function apiOf(office: Office, origin: string): Service {
	return (request) => {
		const account = office.accounts.find(
			(one) =>
				one.origin === origin &&
				one.clientToken === request.headers['x-client-token'] &&
				one.sessionToken === request.headers['x-session-token'],
		);
		if (!account) return refusal(401, 'unauthorized');
		const [, resource, number, ...rest] = request.url.pathname.split('/');
		if (resource === 'search') return search(office, account, request);
		if (resource !== 'jobs') return refusal(404);
		if (number === undefined) return create(office, account, request);
		const job = office.jobs.find((one) => one.isNumbered && one.number === Number(number));
		if (!job) return refusal(404);
		if (job.account !== account.name) return refusal(403);
		const hidden = rest[0] === 'status' ? job.hidden.status : job.hidden.details;
		if (hidden) return refusal(hidden);
		return aboutJob(office, job, request, rest.map(decodeURIComponent));
	};
}

function search(office: Office, { name }: Account, request: Arrived): Answer {
	const { page = 0, ...query } = jsonOf(request) as { page?: number };
	const rows = office.search(name, query);
	const jobs = rows.slice(page * PAGE_SIZE, (page + 1) * PAGE_SIZE).map(({ job, id, status }) => ({
		id,
		guid: job.guid,
		name: job.fields.name,
		status,
		...office.datesOf(job),
	}));
	return { status: 200, body: { totalJobs: office.totalOf(rows.length), jobs } };
}

function create(office: Office, account: Account, request: Arrived): Answer {
	const { name, description } = jsonOf(request) as Partial<JobFields>;
	if (!name) return refusal(400, 'name_required');
	office.did(`create ${name}`, request.activity.name);
	return {
		status: 200,
		body: detailsOf(office, office.create(account.name, { name, description })),
	};
}

function detailsOf(office: Office, job: Job) {
	const address = (what: string) =>
		`${job.storage}/${what}/${job.number}?sig=${STORAGE_SIGNATURE}-${job.account}`;
	return {
		id: job.number,
		guid: job.guid,
		...job.fields,
		tags: null,
		status: statusOf(job),
		isTest: job.isTest,
		...office.datesOf(job),
		upload: { postUrl: address('upload'), ftpUrl: 'ftp://storage' },
		download: { getUrl: address('zip'), ftpUrl: null },
	};
}

function aboutJob(office: Office, job: Job, request: Arrived, rest: string[]): Answer {
	const [action = '', name] = rest;
	switch (`${request.method} ${action}`) {
		case 'GET status':
			return { status: 200, body: { status: statusOf(job) } };
		case 'GET ':
			return { status: 200, body: detailsOf(office, job) };
		case 'PUT ': {
			const {
				name,
				description = null,
				invoiceReference = null,
			} = jsonOf(request) as Partial<JobFields>;
			office.arrived(request.activity, job);
			// What is left out is cleared: the call sets the whole job.
			job.fields = { name: name ?? job.fields.name, description, invoiceReference };
			return { status: 200 };
		}
		case 'GET files': {
			const files = [...job.files.values()].map(fileOf);
			if (name === undefined) return { status: 200, body: { files } };
			const file = job.files.get(name);
			return file ? { status: 200, body: fileOf(file) } : refusal(404);
		}
		case 'POST requestoffer':
			return step(office, job, request, ['CJ_NEW'], 'CJ_REQUEST_OFFER');
		case 'POST acceptoffer':
			return step(office, job, request, ['CJ_NEED_ACCEPTANCE', 'CJ_WAIT_ACCEPTANCE'], 'CJ_ACCEPT');
		case 'POST close':
			return step(office, job, request, ['CJ_WORK_DONE'], 'CJ_CLIENT_REVIEWED');
	}
	return refusal(404);
}

/** A call that moves a job on, once. */
function step(
	office: Office,
	job: Job,
	{ activity, url }: Arrived,
	from: string[],
	to: string,
): Answer {
	if (!from.includes(statusOf(job))) return refusal(400, 'invalid_status');
	office.did(`${url.pathname} ${job.history.length}`, activity.name);
	office.move(job, to);
	return { status: 204 };
}

function fileOf({ id, fileName, content }: JobFile) {
	const md5 = createHash('md5').update(content).digest('hex').toUpperCase();
	return { id, fileName, size: content.length, mD5: md5.match(/../g)!.join('-') };
}

/** The storage host of Bright River, which takes and gives files by addresses that it signed. */
export function storageOf(office: Office, origin: string): Service {
	return (request) => {
		const [, what, number] = request.url.pathname.split('/');
		const job = office.jobs.find((one) => one.number === Number(number) && one.storage === origin);
		const signature = job && `${STORAGE_SIGNATURE}-${job.account}`;
		if (!job || request.url.searchParams.get('sig') !== signature) return refusal(403);
		if (what === 'zip') return { status: 200, body: Buffer.from(`photos of job ${number}`) };
		const file = fileIn(request.body);
		if (!file) return refusal(400);
		job.files.set(file.fileName, { id: 5000 + job.files.size, ...file });
		office.did(`upload ${number} ${file.content.toString()}`, request.activity.name);
		return { status: 200, body: { success: true } };
	};
}

/** The file in a form upload; `undefined` for one that is not whole. */
function fileIn(body: Buffer): { fileName: string; content: Buffer } | undefined {
	const whole = /filename="([^"]*)"[\s\S]*?\r\n\r\n([\s\S]*)\r\n--[^\r\n]+--\r\n$/.exec(
		body.toString(),
	);
	return whole ? { fileName: whole[1], content: Buffer.from(whole[2]) } : undefined;
}
