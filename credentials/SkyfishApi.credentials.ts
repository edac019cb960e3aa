import {
	UserError,
	type ICredentialDataDecryptedObject,
	type ICredentialTestRequest,
	type ICredentialType,
	type Icon,
	type IDataObject,
	type IHttpRequestHelper,
	type IHttpRequestOptions,
	type IN8nHttpFullResponse,
	type INodeProperties,
} from 'n8n-workflow';
import { CredentialRefused } from '../nodes/shared/errors/operationError';
import { allowPrivateStorage } from '../nodes/shared/operation/fields';
import { ANSWER_TIMEOUT_MS, TimeLimit } from '../nodes/shared/client/timeLimit';
import { signForOwnOrigin } from '../nodes/shared/signing/ownOrigin';
import { explainNoAnswer, explainSignIn, isPassing, signInCode } from '../nodes/Skyfish/api/signIn';

export class SkyfishApi implements ICredentialType {
	name = 'skyfishApi';

	displayName = 'Skyfish API';

	icon: Icon = { light: 'file:../icons/skyfish.svg', dark: 'file:../icons/skyfish.dark.svg' };

	documentationUrl =
		'https://github.com/n8n-nodes-bright-river-skyfish/n8n-nodes-bright-river-skyfish#credentials';

	properties: INodeProperties[] = [
		{
			displayName: 'Username',
			name: 'username',
			type: 'string',
			default: '',
			required: true,
			placeholder: 'e.g. name@example.com',
			description: 'The username that you sign in to Skyfish with',
		},
		{
			displayName: 'Password',
			name: 'password',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			required: true,
		},
		{
			displayName: 'API Key',
			name: 'apiKey',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			required: true,
			description: 'In Skyfish, on the page Account > API',
		},
		{
			displayName: 'API Secret',
			name: 'apiSecret',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			required: true,
			description: 'In Skyfish, on the page Account > API',
		},
		{
			displayName: 'Base URL',
			name: 'baseUrl',
			type: 'string',
			default: 'https://api.colourbox.com',
			required: true,
			description: 'Address of the API. Password and token are only sent there.',
		},
		allowPrivateStorage,
		{
			displayName: 'Token',
			name: 'token',
			type: 'hidden',
			typeOptions: { expirable: true, password: true },
			default: '',
		},
	];

	/**
	 * Signs in (`POST /authenticate/userpasshmac`, document 003, 2.1). n8n calls it when there is no token
	 * yet and after a 401, and keeps what it gives encrypted.
	 */
	async preAuthentication(
		this: IHttpRequestHelper,
		credentials: ICredentialDataDecryptedObject,
	): Promise<IDataObject> {
		const { username, password, apiKey, apiSecret, baseUrl } = credentials as Record<
			string,
			string
		>;
		const ts = Math.floor(Date.now() / 1000);
		const hmac = signInCode(apiKey.trim(), apiSecret.trim(), ts);
		const request = signForOwnOrigin(
			baseUrl,
			{
				method: 'POST',
				url: '/authenticate/userpasshmac',
				body: { username: username.trim(), password, key: apiKey.trim(), ts, hmac },
				json: true,
				returnFullResponse: true,
				ignoreHttpStatusErrors: true,
				timeout: ANSWER_TIMEOUT_MS,
			},
			{},
			'Skyfish API',
		);
		// n8n's time-out ends with the headers of an answer; its body can go on for ever.
		const limit = new TimeLimit(ANSWER_TIMEOUT_MS);
		const answer: IN8nHttpFullResponse = await limit
			.hold(this.helpers.httpRequest({ ...request, abortSignal: limit.signal }))
			.catch((error: Error & { code?: string }) => {
				const { message, description } = explainNoAnswer(error.code ?? error.name);
				// With the error in it, the request that needs the token is sent again where that may help.
				throw new UserError(message, { description, cause: error });
			});
		const token = (answer.body as IDataObject | undefined)?.token;
		if (answer.statusCode === 200 && typeof token === 'string' && token !== '') return { token };
		const { message, description } = explainSignIn(answer, ts);
		const { statusCode, headers } = answer;
		// With the answer in it, the request that needs the token is sent again where that may help.
		const response = { status: statusCode, headers };
		throw isPassing(statusCode)
			? Object.assign(new UserError(message, { description }), { response })
			: new CredentialRefused(message, { description });
	}

	authenticate = async (
		credentials: ICredentialDataDecryptedObject,
		request: IHttpRequestOptions,
	): Promise<IHttpRequestOptions> =>
		signForOwnOrigin(
			String(credentials.baseUrl ?? ''),
			request,
			{ Authorization: `CBX-SIMPLE-TOKEN Token=${String(credentials.token ?? '')}` },
			'Skyfish API',
		);

	test: ICredentialTestRequest = {
		request: {
			baseURL: '={{ $credentials.baseUrl }}',
			url: '/whoami',
			headers: { Accept: 'application/json' },
		},
	};
}
