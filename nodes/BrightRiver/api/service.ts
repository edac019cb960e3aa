import type { Explanation, RequestFacts, Service } from '../../shared/client/service';
import type { Failure } from '../../shared/errors/failure';
import { displayNameOf } from '../../shared/operation/displayName';
import { explainMoment } from './moments';

/** Bright River as the client sees it. */
export const brightRiver: Service = {
	name: 'Bright River',
	credentialType: 'brightRiverApi',
	signsIn: false,
	statesSizes: true,
	accountField: 'clientToken',
	// All documented errors have a code; a gateway's own JSON has at most a message.
	isOwnFailure: ({ body }) => typeof body.code === 'string',
	explain: explainBrightRiver,
};

/** The vendor's documented error bodies in an operator's words. */
function explainBrightRiver(failure: Failure, request: RequestFacts): Explanation | undefined {
	const { status, body } = failure;
	switch (body.code) {
		case 'missing_header':
			return {
				message: `Bright River received no ${body.headerName === 'X-Client-Token' ? 'client token' : 'session token'}`,
				description: 'Fill in both tokens in the Bright River API credential.',
			};
		case 'invalid_json':
			return {
				message: 'Bright River could not read what was sent',
				description: 'If a field of this node holds JSON, check that it is complete.',
			};
		case 'missing_parameter':
			return {
				message: `Bright River needs "${displayNameOf(String(body.parameterName))}"`,
				description: 'Fill in this field.',
			};
		case 'invalid_parameter':
			return {
				message: `Bright River cannot use the value of "${displayNameOf(String(body.parameterName))}"`,
				description: `The value was "${String(body.parameterValue).slice(0, 100)}". Change it there.`,
			};
		case 'name_required':
			return { message: 'The job has no name', description: 'Fill in "Name".' };
		case 'no_files_to_update':
			return {
				message: 'Bright River found no such file in the job, or nothing to change in it',
				description: 'Check "File Name": it must be exactly the name that the file has in the job.',
			};
	}
	if (status === 400) return explainMoment(request.path);
	if (status === 401) {
		return {
			message: 'Bright River did not accept the tokens',
			description:
				'The session token may have expired. Enter a fresh client token and session token in the Bright River API credential.',
		};
	}
	const subject = subjectOf(request.path);
	if (subject === undefined) return undefined;
	switch (status) {
		case 403:
			return {
				message: `Bright River does not give this account access to ${subject}`,
				description: 'Check the ID, and that the credential belongs to the account of the job.',
			};
		case 404:
			return {
				message: `Bright River has no ${subject}`,
				description: 'Check the ID or the name that you entered.',
			};
		case 410:
			return {
				message: `Bright River no longer has the files of ${subject}`,
				description: 'The job was archived or deleted, and its files with it.',
			};
	}
	return undefined;
}

/**
 * What a request was about, from its path: `job 353413`, or `file "koala.jpg" in job 353413`; `undefined` for
 * calls that are about neither.
 */
function subjectOf(path: string): string | undefined {
	const [, job, file] = /^\/jobs\/([^/]+)(?:\/files(?:extended)?\/([^/]+))?/.exec(path) ?? [];
	if (job === undefined) return undefined;
	return file === undefined ? `job ${job}` : `file "${decodeURIComponent(file)}" in job ${job}`;
}
