import type { Explanation, RequestFacts, Service } from '../shared/errors';
import type { Failure } from '../shared/failure';

/** Skyfish as the transport sees it. */
export const skyfish: Service = {
	name: 'Skyfish',
	credentialType: 'skyfishApi',
	explain: explainSkyfish,
};

/** The statuses of document 003, appendix C, in an operator's words. */
function explainSkyfish({ status }: Failure, request: RequestFacts): Explanation | undefined {
	const subject = subjectOf(request.path);
	switch (status) {
		case 401:
			return {
				message: 'Skyfish did not accept the sign-in',
				description: 'Open the Skyfish API credential, enter it anew and test it.',
			};
		case 403:
			return request.path.startsWith('/')
				? {
						message: `Skyfish does not allow this user to do that${subject ? ` with ${subject}` : ''}`,
						description:
							'Ask an administrator of Skyfish for the right: folders have the rights READ, WRITE and ADMIN.',
					}
				: undefined;
		case 404:
			return {
				message: `Skyfish has no ${subject ?? 'such thing'}, or this user may not see it`,
				description: 'Check the ID that you entered.',
			};
		case 409:
			return {
				message: 'Somebody else changed it at the same time',
				description: 'Nothing was changed. Run this again.',
			};
	}
	return undefined;
}

/** What a request was about, from its path: `media 42`, `folder 1337`. */
function subjectOf(path: string): string | undefined {
	const [, kind, id] = /\/(media|folder|clique|company|user)\/(\d+)/.exec(path) ?? [];
	return kind && `${kind} ${id}`;
}
