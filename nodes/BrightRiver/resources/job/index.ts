import { describeResource } from '../../../shared/operation';
import { acceptOffer } from './acceptOffer';
import { create } from './create';
import { downloadResults } from './downloadResults';
import { get } from './get';
import { getStatus } from './getStatus';
import { requestOffer } from './requestOffer';

export const job = describeResource(
	'job',
	[acceptOffer, create, downloadResults, get, getStatus, requestOffer],
	'create',
);
