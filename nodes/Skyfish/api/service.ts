import type { Explanation, RequestFacts, Service } from '../../shared/client/service';
import { lineOf } from '../../shared/errors/explain';
import type { Failure } from '../../shared/errors/failure';
import { namedIds } from '../../shared/errors/namedIds';

/** Skyfish as the client sees it. */
export const skyfish: Service = {
	name: 'Skyfish',
	credentialType: 'skyfishApi',
	signsIn: true,
	statesSizes: false,
	accountField: 'username',
	// Every answer of the API has that number (document 003, 1.3); a gateway's has not.
	isOwnFailure: ({ requestId }) => requestId !== undefined,
	explain: explainSkyfish,
};

/** How the paths of the API begin; those of its storage hosts are none of these. */
const OF_THE_API =
	/^\/(authenticate|cdn|clique|company|folder|media|search|signup|upload|user|whoami|zip-file)(\/|$)/;

/** What Skyfish has to grant to a customer first (document 003, 2.2, 4.2 and 13; CDN and streaming: developer site). */
const ON_REQUEST =
	/^\/(authenticate\/userpass\/reset|cdn\/|media\/\d+\/(metadata\/stream_url|stream)$|search\/colourbox|signup)/;

/** The vendor's own words for what only its sales department can grant. */
const SPECIAL = /special permission/i;

/** The statuses of document 003, appendix C, in an operator's words. */
function explainSkyfish(failure: Failure, { path }: RequestFacts): Explanation | undefined {
	const subject = subjectOf(path);
	const says = lineOf(failure.body.message);
	const ownWords = says ? ` Skyfish says: ${says}.` : '';
	switch (failure.status) {
		case 401:
			return {
				message: 'Skyfish did not accept the sign-in',
				description: 'Open the Skyfish API credential, enter it again and test it.',
			};
		case 403: {
			if (!OF_THE_API.test(path)) return undefined;
			const advice =
				ON_REQUEST.test(path) || SPECIAL.test(says ?? '')
					? 'Skyfish has to enable this for your company first: ask its sales department.'
					: 'Ask a Skyfish administrator for the right: folders have the rights READ, WRITE and ADMIN.';
			return {
				message: `Skyfish does not allow this user to do that${subject ? ` with ${subject}` : ''}`,
				description: advice + ownWords,
			};
		}
		case 404:
			if (/\/stream_url$/.test(path)) return noStream(subject, ownWords);
			return {
				message: `Skyfish has no ${subject ?? 'such thing'}, or this user may not see it`,
				description: `Check the ID that you entered.${ownWords}`,
			};
		case 409:
			if (path === '/signup') {
				return {
					message: 'Skyfish already has an account with this email address',
					description: `Nothing was created. Enter another address in "Email".${ownWords}`,
				};
			}
			if (/\/stream$/.test(path)) {
				return {
					message: `Skyfish already has a stream of ${subject}, or is creating it`,
					description: `Use Media > Get Stream URL to get its address.${ownWords}`,
				};
			}
			return {
				message: 'Someone else changed it at the same time',
				description: `Nothing was changed. Run this again.${ownWords}`,
			};
	}
	return undefined;
}

/** What a 404 means for the address of a stream (developer site). */
function noStream(subject: string | undefined, ownWords: string): Explanation {
	return {
		message: `Skyfish has no stream of ${subject} yet`,
		description: `Create it with Media > Create Stream. If you did, Skyfish is still working on it: run this again in a few minutes.${ownWords}`,
	};
}

/** What a request was about, from its path: `media item 42`, `folder 1337`, or `media item 42 or folder 1337`. */
function subjectOf(path: string): string | undefined {
	const found = [...path.matchAll(/\/(media|folder|clique|company|user)\/(\d[\d,]*)/g)];
	const subjects = found.map(([, kind, ids]) =>
		namedIds(kind === 'media' ? 'media item' : kind, ids.split(',')),
	);
	return subjects.length > 0 ? subjects.join(' or ') : undefined;
}
