import { BrightRiverApi } from '../../../credentials/BrightRiverApi.credentials';
import { BrightRiver } from '../../../nodes/BrightRiver/BrightRiver.node';
import { BrightRiverTrigger } from '../../../nodes/BrightRiver/BrightRiverTrigger.node';
import { prepared } from './preparedNodeType';

/** The package's nodes as n8n has them after it loaded the package. */
export const nodeTypes = {
	brightRiver: prepared(new BrightRiver()),
	brightRiverTrigger: prepared(new BrightRiverTrigger()),
};

/** The package's credentials. */
export const credentialTypes = {
	brightRiverApi: new BrightRiverApi(),
};
