import type {
	ICredentialDataDecryptedObject,
	ICredentialType,
	IDataObject,
	IHttpRequestHelper,
} from 'n8n-workflow';
import { BrightRiverApi } from '../../../credentials/BrightRiverApi.credentials';
import { SkyfishApi } from '../../../credentials/SkyfishApi.credentials';

const types: Record<string, ICredentialType> = {
	brightRiverApi: new BrightRiverApi(),
	skyfishApi: new SkyfishApi(),
};

/** What n8n keeps of credentials, by their names. */
export class Credentials {
	private readonly stored = new Map<string, ICredentialDataDecryptedObject>();

	set(name: string, data: ICredentialDataDecryptedObject): void {
		this.stored.set(name, data);
	}

	/** A copy, as n8n decrypts it anew each time. */
	get(name: string): ICredentialDataDecryptedObject {
		return { ...this.stored.get(name) };
	}

	/** What they are called, each as it could be of every type. */
	get names(): Array<{ type: string; name: string }> {
		return [...this.stored.keys()].flatMap((name) =>
			Object.keys(types).map((type) => ({ type, name })),
		);
	}

	/** All that must never be read by anybody. */
	get secrets(): string[] {
		return [...this.stored.values()].flatMap((data) =>
			Object.entries(data)
				.filter(
					([field, value]) => !['baseUrl', 'username'].includes(field) && String(value).length > 7,
				)
				.map(([, value]) => String(value)),
		);
	}

	/** As n8n does it: where the expiring field is empty, or after a 401. */
	async renew(
		helper: IHttpRequestHelper,
		data: ICredentialDataDecryptedObject,
		type: string,
		name: string,
		isExpired: boolean,
	): Promise<IDataObject | undefined> {
		const { properties, preAuthentication } = types[type];
		const field = properties.find(({ typeOptions }) => typeOptions?.expirable);
		if (!field || !preAuthentication || (data[field.name] && !isExpired)) return undefined;
		const renewed = await preAuthentication.call(helper, data);
		this.stored.set(name, {
			...this.stored.get(name),
			...(renewed as ICredentialDataDecryptedObject),
		});
		return renewed;
	}

	/** Lets a credential sign a request. */
	async authenticate(
		data: ICredentialDataDecryptedObject,
		type: string,
		request: object,
	): Promise<object> {
		const { authenticate } = types[type];
		if (typeof authenticate !== 'function') return request;
		return await authenticate(data, request as never);
	}
}
