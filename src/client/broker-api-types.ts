/** Made from the document of the broker API by `npm run docs`. */

export interface CreateInAppLinkRequest {
  /**
   * Our id of the user
   */
  userId: string;
  /**
   * A screen of the white label, or `embedded-platform`: the platform inside your own page
   */
  action:
    | ('deposit' | 'withdrawal' | 'kyc' | 'create-account' | 'change-password' | 'change-email' | 'chat' | 'action')
    | 'embedded-platform';
  /**
   * The platform’s account number; needed for `deposit` and `withdrawal`
   */
  account?: number;
  /**
   * ISO 639-1
   */
  lang?: string;
  theme?: 'light' | 'dark';
  source?: 'Web' | 'Android' | 'iOS' | 'MacOS' | 'Desktop';
  /**
   * Life of the token in seconds; the white label’s own when left out
   */
  ttlSeconds?: number;
}
export interface CreateInAppLinkResponse {
  /**
   * Opens once; hand it to nobody but the trader
   */
  url: string;
  /**
   * RFC 3339, in UTC
   */
  expiresAt: string;
}
export interface CreateOneTimeTokenRequest {
  /**
   * Our id of the user
   */
  userId: string;
  /**
   * `sign-in`: the platform redeems it by call 4.2. `in-app`: opens one of the screens
   */
  purpose: 'sign-in' | 'in-app';
  /**
   * Whether call 4.2 returns an access token; for `sign-in`
   */
  keepMeLoggedIn?: boolean;
  /**
   * Life of the token in seconds; the white label’s own when left out
   */
  ttlSeconds?: number;
}
export interface CreateOneTimeTokenResponse {
  /**
   * Works once; it is not shown again
   */
  token: string;
  purpose: 'sign-in' | 'in-app';
  /**
   * RFC 3339, in UTC
   */
  expiresAt: string;
}
/**
 * Why it was refused
 */
export interface ErrorBody {
  error: {
    /**
     * For programs; never changes
     */
    code:
      | 'account_choice_unknown'
      | 'account_refused'
      | 'account_request_changed'
      | 'account_unavailable'
      | 'account_unconfirmed'
      | 'account_unknown'
      | 'account_unlinked'
      | 'accounts_exhausted'
      | 'action_off'
      | 'api_key_unreadable'
      | 'body_too_large'
      | 'broker_disabled'
      | 'broker_identification_invalid'
      | 'broker_identification_mismatch'
      | 'broker_identification_missing'
      | 'busy'
      | 'expired_api_key'
      | 'idempotency_in_progress'
      | 'idempotency_key_invalid'
      | 'idempotency_key_reused'
      | 'insufficient_scope'
      | 'internal_error'
      | 'invalid_api_key'
      | 'invalid_signature'
      | 'ip_not_whitelisted'
      | 'malformed_request'
      | 'method_not_allowed'
      | 'not_found'
      | 'parameter_invalid'
      | 'parameter_unknown'
      | 'platform_email_taken'
      | 'platform_refused'
      | 'platform_unavailable'
      | 'privacy_header_invalid'
      | 'privacy_header_missing'
      | 'privacy_placeholder_refused'
      | 'ribbon_invalid'
      | 'store_unavailable'
      | 'too_many_attempts'
      | 'too_many_requests'
      | 'user_unknown'
      | 'wrong_environment';
    /**
     * For people
     */
    message: string;
    /**
     * What is at fault, where that is one field, header or scope
     */
    field?: string;
    /**
     * What it means, and what to do
     */
    doc_url: string;
  };
}
export interface GetLimitsResponse {
  /**
   * Of one key at one white label
   */
  rateLimits: {
    reads: {
      requests: number;
      windowSeconds: number;
    };
    writes: {
      requests: number;
      windowSeconds: number;
    };
  };
  maxBodyBytes: number;
  pageSize: {
    default: number;
    max: number;
  };
  /**
   * How long an answer is kept
   */
  idempotencyKeySeconds: number;
  signatureWindowSeconds: number;
  oneTimeTokenSeconds: {
    min: number;
    max: number;
    default: number;
  };
  payments: {
    minDepositMinor: number;
    maxDepositMinor: number;
    minWithdrawalMinor: number;
    maxWithdrawalMinor: number;
  };
  /**
   * What of trading this bridge offers to third parties
   */
  features: {
    portfolio: boolean;
    orders: boolean;
    tradeTracker: boolean;
  };
}
export interface ListAccountOffersResponse {
  items: {
    id: string;
    environment: 'demo' | 'live';
    accountType: string;
    depositCurrencies: string[];
    leveragesInCents: number[];
    openingBalanceMinor: number;
  }[];
  /**
   * Of the next page; `null` on the last one
   */
  nextCursor: string | null;
}
export interface ListAccountsResponse {
  items: {
    id: string;
    environment: 'demo' | 'live';
    /**
     * The platform’s account number
     */
    login: number;
    depositCurrency: string;
    moneyDigits: number;
    /**
     * Whether the platform shows it to the trader
     */
    linked: boolean;
    /**
     * RFC 3339, in UTC
     */
    createdAt: string;
  }[];
  /**
   * Of the next page; `null` on the last one
   */
  nextCursor: string | null;
}
export interface ListPrivacyLogResponse {
  items: {
    /**
     * The place in the log; without gaps
     */
    id: string;
    /**
     * RFC 3339, in UTC
     */
    at: string;
    apiKeyId: string;
    principal: string;
    justification: string;
    /**
     * Whose data it was
     */
    userId: string;
    resource: string;
    /**
     * The `operationId` of the call
     */
    operation: string;
    fields: string[];
    requestId: string;
    previousHash: string;
    /**
     * Of this entry and the one before, SHA-256
     */
    hash: string;
  }[];
  /**
   * Of the next page; `null` on the last one
   */
  nextCursor: string | null;
}
export interface OpenAccountRequest {
  /**
   * Of `GET /account-offers`
   */
  offerId: string;
  /**
   * One of the offer’s
   */
  depositCurrency: string;
  /**
   * One of the offer’s; 1:100 is 10000
   */
  leverageInCents: number;
}
export interface OpenAccountResponse {
  id: string;
  environment: 'demo' | 'live';
  /**
   * The platform’s account number
   */
  login: number;
  depositCurrency: string;
  moneyDigits: number;
  /**
   * Whether the platform shows it to the trader
   */
  linked: boolean;
  /**
   * RFC 3339, in UTC
   */
  createdAt: string;
}
export interface SetRibbonsRequest {
  /**
   * Empty clears them
   *
   * @maxItems 20
   */
  ribbons:
    | []
    | [
        {
          color: string;
          title: string;
          enabled: boolean;
          closable: boolean;
          /**
           * One of the two
           */
          action: {
            urlExternal?: string;
            urlinApp?: string;
          };
          /**
           * Shown at this account only
           */
          ctidTraderAccountId?: number;
        }
      ]
    | [
        {
          color: string;
          title: string;
          enabled: boolean;
          closable: boolean;
          /**
           * One of the two
           */
          action: {
            urlExternal?: string;
            urlinApp?: string;
          };
          /**
           * Shown at this account only
           */
          ctidTraderAccountId?: number;
        },
        {
          color: string;
          title: string;
          enabled: boolean;
          closable: boolean;
          /**
           * One of the two
           */
          action: {
            urlExternal?: string;
            urlinApp?: string;
          };
          /**
           * Shown at this account only
           */
          ctidTraderAccountId?: number;
        }
      ]
    | [
        {
          color: string;
          title: string;
          enabled: boolean;
          closable: boolean;
          /**
           * One of the two
           */
          action: {
            urlExternal?: string;
            urlinApp?: string;
          };
          /**
           * Shown at this account only
           */
          ctidTraderAccountId?: number;
        },
        {
          color: string;
          title: string;
          enabled: boolean;
          closable: boolean;
          /**
           * One of the two
           */
          action: {
            urlExternal?: string;
            urlinApp?: string;
          };
          /**
           * Shown at this account only
           */
          ctidTraderAccountId?: number;
        },
        {
          color: string;
          title: string;
          enabled: boolean;
          closable: boolean;
          /**
           * One of the two
           */
          action: {
            urlExternal?: string;
            urlinApp?: string;
          };
          /**
           * Shown at this account only
           */
          ctidTraderAccountId?: number;
        }
      ]
    | [
        {
          color: string;
          title: string;
          enabled: boolean;
          closable: boolean;
          /**
           * One of the two
           */
          action: {
            urlExternal?: string;
            urlinApp?: string;
          };
          /**
           * Shown at this account only
           */
          ctidTraderAccountId?: number;
        },
        {
          color: string;
          title: string;
          enabled: boolean;
          closable: boolean;
          /**
           * One of the two
           */
          action: {
            urlExternal?: string;
            urlinApp?: string;
          };
          /**
           * Shown at this account only
           */
          ctidTraderAccountId?: number;
        },
        {
          color: string;
          title: string;
          enabled: boolean;
          closable: boolean;
          /**
           * One of the two
           */
          action: {
            urlExternal?: string;
            urlinApp?: string;
          };
          /**
           * Shown at this account only
           */
          ctidTraderAccountId?: number;
        },
        {
          color: string;
          title: string;
          enabled: boolean;
          closable: boolean;
          /**
           * One of the two
           */
          action: {
            urlExternal?: string;
            urlinApp?: string;
          };
          /**
           * Shown at this account only
           */
          ctidTraderAccountId?: number;
        }
      ]
    | [
        {
          color: string;
          title: string;
          enabled: boolean;
          closable: boolean;
          /**
           * One of the two
           */
          action: {
            urlExternal?: string;
            urlinApp?: string;
          };
          /**
           * Shown at this account only
           */
          ctidTraderAccountId?: number;
        },
        {
          color: string;
          title: string;
          enabled: boolean;
          closable: boolean;
          /**
           * One of the two
           */
          action: {
            urlExternal?: string;
            urlinApp?: string;
          };
          /**
           * Shown at this account only
           */
          ctidTraderAccountId?: number;
        },
        {
          color: string;
          title: string;
          enabled: boolean;
          closable: boolean;
          /**
           * One of the two
           */
          action: {
            urlExternal?: string;
            urlinApp?: string;
          };
          /**
           * Shown at this account only
           */
          ctidTraderAccountId?: number;
        },
        {
          color: string;
          title: string;
          enabled: boolean;
          closable: boolean;
          /**
           * One of the two
           */
          action: {
            urlExternal?: string;
            urlinApp?: string;
          };
          /**
           * Shown at this account only
           */
          ctidTraderAccountId?: number;
        },
        {
          color: string;
          title: string;
          enabled: boolean;
          closable: boolean;
          /**
           * One of the two
           */
          action: {
            urlExternal?: string;
            urlinApp?: string;
          };
          /**
           * Shown at this account only
           */
          ctidTraderAccountId?: number;
        }
      ]
    | [
        {
          color: string;
          title: string;
          enabled: boolean;
          closable: boolean;
          /**
           * One of the two
           */
          action: {
            urlExternal?: string;
            urlinApp?: string;
          };
          /**
           * Shown at this account only
           */
          ctidTraderAccountId?: number;
        },
        {
          color: string;
          title: string;
          enabled: boolean;
          closable: boolean;
          /**
           * One of the two
           */
          action: {
            urlExternal?: string;
            urlinApp?: string;
          };
          /**
           * Shown at this account only
           */
          ctidTraderAccountId?: number;
        },
        {
          color: string;
          title: string;
          enabled: boolean;
          closable: boolean;
          /**
           * One of the two
           */
          action: {
            urlExternal?: string;
            urlinApp?: string;
          };
          /**
           * Shown at this account only
           */
          ctidTraderAccountId?: number;
        },
        {
          color: string;
          title: string;
          enabled: boolean;
          closable: boolean;
          /**
           * One of the two
           */
          action: {
            urlExternal?: string;
            urlinApp?: string;
          };
          /**
           * Shown at this account only
           */
          ctidTraderAccountId?: number;
        },
        {
          color: string;
          title: string;
          enabled: boolean;
          closable: boolean;
          /**
           * One of the two
           */
          action: {
            urlExternal?: string;
            urlinApp?: string;
          };
          /**
           * Shown at this account only
           */
          ctidTraderAccountId?: number;
        },
        {
          color: string;
          title: string;
          enabled: boolean;
          closable: boolean;
          /**
           * One of the two
           */
          action: {
            urlExternal?: string;
            urlinApp?: string;
          };
          /**
           * Shown at this account only
           */
          ctidTraderAccountId?: number;
        }
      ]
    | [
        {
          color: string;
          title: string;
          enabled: boolean;
          closable: boolean;
          /**
           * One of the two
           */
          action: {
            urlExternal?: string;
            urlinApp?: string;
          };
          /**
           * Shown at this account only
           */
          ctidTraderAccountId?: number;
        },
        {
          color: string;
          title: string;
          enabled: boolean;
          closable: boolean;
          /**
           * One of the two
           */
          action: {
            urlExternal?: string;
            urlinApp?: string;
          };
          /**
           * Shown at this account only
           */
          ctidTraderAccountId?: number;
        },
        {
          color: string;
          title: string;
          enabled: boolean;
          closable: boolean;
          /**
           * One of the two
           */
          action: {
            urlExternal?: string;
            urlinApp?: string;
          };
          /**
           * Shown at this account only
           */
          ctidTraderAccountId?: number;
        },
        {
          color: string;
          title: string;
          enabled: boolean;
          closable: boolean;
          /**
           * One of the two
           */
          action: {
            urlExternal?: string;
            urlinApp?: string;
          };
          /**
           * Shown at this account only
           */
          ctidTraderAccountId?: number;
        },
        {
          color: string;
          title: string;
          enabled: boolean;
          closable: boolean;
          /**
           * One of the two
           */
          action: {
            urlExternal?: string;
            urlinApp?: string;
          };
          /**
           * Shown at this account only
           */
          ctidTraderAccountId?: number;
        },
        {
          color: string;
          title: string;
          enabled: boolean;
          closable: boolean;
          /**
           * One of the two
           */
          action: {
            urlExternal?: string;
            urlinApp?: string;
          };
          /**
           * Shown at this account only
           */
          ctidTraderAccountId?: number;
        },
        {
          color: string;
          title: string;
          enabled: boolean;
          closable: boolean;
          /**
           * One of the two
           */
          action: {
            urlExternal?: string;
            urlinApp?: string;
          };
          /**
           * Shown at this account only
           */
          ctidTraderAccountId?: number;
        }
      ]
    | [
        {
          color: string;
          title: string;
          enabled: boolean;
          closable: boolean;
          /**
           * One of the two
           */
          action: {
            urlExternal?: string;
            urlinApp?: string;
          };
          /**
           * Shown at this account only
           */
          ctidTraderAccountId?: number;
        },
        {
          color: string;
          title: string;
          enabled: boolean;
          closable: boolean;
          /**
           * One of the two
           */
          action: {
            urlExternal?: string;
            urlinApp?: string;
          };
          /**
           * Shown at this account only
           */
          ctidTraderAccountId?: number;
        },
        {
          color: string;
          title: string;
          enabled: boolean;
          closable: boolean;
          /**
           * One of the two
           */
          action: {
            urlExternal?: string;
            urlinApp?: string;
          };
          /**
           * Shown at this account only
           */
          ctidTraderAccountId?: number;
        },
        {
          color: string;
          title: string;
          enabled: boolean;
          closable: boolean;
          /**
           * One of the two
           */
          action: {
            urlExternal?: string;
            urlinApp?: string;
          };
          /**
           * Shown at this account only
           */
          ctidTraderAccountId?: number;
        },
        {
          color: string;
          title: string;
          enabled: boolean;
          closable: boolean;
          /**
           * One of the two
           */
          action: {
            urlExternal?: string;
            urlinApp?: string;
          };
          /**
           * Shown at this account only
           */
          ctidTraderAccountId?: number;
        },
        {
          color: string;
          title: string;
          enabled: boolean;
          closable: boolean;
          /**
           * One of the two
           */
          action: {
            urlExternal?: string;
            urlinApp?: string;
          };
          /**
           * Shown at this account only
           */
          ctidTraderAccountId?: number;
        },
        {
          color: string;
          title: string;
          enabled: boolean;
          closable: boolean;
          /**
           * One of the two
           */
          action: {
            urlExternal?: string;
            urlinApp?: string;
          };
          /**
           * Shown at this account only
           */
          ctidTraderAccountId?: number;
        },
        {
          color: string;
          title: string;
          enabled: boolean;
          closable: boolean;
          /**
           * One of the two
           */
          action: {
            urlExternal?: string;
            urlinApp?: string;
          };
          /**
           * Shown at this account only
           */
          ctidTraderAccountId?: number;
        }
      ]
    | [
        {
          color: string;
          title: string;
          enabled: boolean;
          closable: boolean;
          /**
           * One of the two
           */
          action: {
            urlExternal?: string;
            urlinApp?: string;
          };
          /**
           * Shown at this account only
           */
          ctidTraderAccountId?: number;
        },
        {
          color: string;
          title: string;
          enabled: boolean;
          closable: boolean;
          /**
           * One of the two
           */
          action: {
            urlExternal?: string;
            urlinApp?: string;
          };
          /**
           * Shown at this account only
           */
          ctidTraderAccountId?: number;
        },
        {
          color: string;
          title: string;
          enabled: boolean;
          closable: boolean;
          /**
           * One of the two
           */
          action: {
            urlExternal?: string;
            urlinApp?: string;
          };
          /**
           * Shown at this account only
           */
          ctidTraderAccountId?: number;
        },
        {
          color: string;
          title: string;
          enabled: boolean;
          closable: boolean;
          /**
           * One of the two
           */
          action: {
            urlExternal?: string;
            urlinApp?: string;
          };
          /**
           * Shown at this account only
           */
          ctidTraderAccountId?: number;
        },
        {
          color: string;
          title: string;
          enabled: boolean;
          closable: boolean;
          /**
           * One of the two
           */
          action: {
            urlExternal?: string;
            urlinApp?: string;
          };
          /**
           * Shown at this account only
           */
          ctidTraderAccountId?: number;
        },
        {
          color: string;
          title: string;
          enabled: boolean;
          closable: boolean;
          /**
           * One of the two
           */
          action: {
            urlExternal?: string;
            urlinApp?: string;
          };
          /**
           * Shown at this account only
           */
          ctidTraderAccountId?: number;
        },
        {
          color: string;
          title: string;
          enabled: boolean;
          closable: boolean;
          /**
           * One of the two
           */
          action: {
            urlExternal?: string;
            urlinApp?: string;
          };
          /**
           * Shown at this account only
           */
          ctidTraderAccountId?: number;
        },
        {
          color: string;
          title: string;
          enabled: boolean;
          closable: boolean;
          /**
           * One of the two
           */
          action: {
            urlExternal?: string;
            urlinApp?: string;
          };
          /**
           * Shown at this account only
           */
          ctidTraderAccountId?: number;
        },
        {
          color: string;
          title: string;
          enabled: boolean;
          closable: boolean;
          /**
           * One of the two
           */
          action: {
            urlExternal?: string;
            urlinApp?: string;
          };
          /**
           * Shown at this account only
           */
          ctidTraderAccountId?: number;
        }
      ]
    | [
        {
          color: string;
          title: string;
          enabled: boolean;
          closable: boolean;
          /**
           * One of the two
           */
          action: {
            urlExternal?: string;
            urlinApp?: string;
          };
          /**
           * Shown at this account only
           */
          ctidTraderAccountId?: number;
        },
        {
          color: string;
          title: string;
          enabled: boolean;
          closable: boolean;
          /**
           * One of the two
           */
          action: {
            urlExternal?: string;
            urlinApp?: string;
          };
          /**
           * Shown at this account only
           */
          ctidTraderAccountId?: number;
        },
        {
          color: string;
          title: string;
          enabled: boolean;
          closable: boolean;
          /**
           * One of the two
           */
          action: {
            urlExternal?: string;
            urlinApp?: string;
          };
          /**
           * Shown at this account only
           */
          ctidTraderAccountId?: number;
        },
        {
          color: string;
          title: string;
          enabled: boolean;
          closable: boolean;
          /**
           * One of the two
           */
          action: {
            urlExternal?: string;
            urlinApp?: string;
          };
          /**
           * Shown at this account only
           */
          ctidTraderAccountId?: number;
        },
        {
          color: string;
          title: string;
          enabled: boolean;
          closable: boolean;
          /**
           * One of the two
           */
          action: {
            urlExternal?: string;
            urlinApp?: string;
          };
          /**
           * Shown at this account only
           */
          ctidTraderAccountId?: number;
        },
        {
          color: string;
          title: string;
          enabled: boolean;
          closable: boolean;
          /**
           * One of the two
           */
          action: {
            urlExternal?: string;
            urlinApp?: string;
          };
          /**
           * Shown at this account only
           */
          ctidTraderAccountId?: number;
        },
        {
          color: string;
          title: string;
          enabled: boolean;
          closable: boolean;
          /**
           * One of the two
           */
          action: {
            urlExternal?: string;
            urlinApp?: string;
          };
          /**
           * Shown at this account only
           */
          ctidTraderAccountId?: number;
        },
        {
          color: string;
          title: string;
          enabled: boolean;
          closable: boolean;
          /**
           * One of the two
           */
          action: {
            urlExternal?: string;
            urlinApp?: string;
          };
          /**
           * Shown at this account only
           */
          ctidTraderAccountId?: number;
        },
        {
          color: string;
          title: string;
          enabled: boolean;
          closable: boolean;
          /**
           * One of the two
           */
          action: {
            urlExternal?: string;
            urlinApp?: string;
          };
          /**
           * Shown at this account only
           */
          ctidTraderAccountId?: number;
        },
        {
          color: string;
          title: string;
          enabled: boolean;
          closable: boolean;
          /**
           * One of the two
           */
          action: {
            urlExternal?: string;
            urlinApp?: string;
          };
          /**
           * Shown at this account only
           */
          ctidTraderAccountId?: number;
        }
      ]
    | [
        {
          color: string;
          title: string;
          enabled: boolean;
          closable: boolean;
          /**
           * One of the two
           */
          action: {
            urlExternal?: string;
            urlinApp?: string;
          };
          /**
           * Shown at this account only
           */
          ctidTraderAccountId?: number;
        },
        {
          color: string;
          title: string;
          enabled: boolean;
          closable: boolean;
          /**
           * One of the two
           */
          action: {
            urlExternal?: string;
            urlinApp?: string;
          };
          /**
           * Shown at this account only
           */
          ctidTraderAccountId?: number;
        },
        {
          color: string;
          title: string;
          enabled: boolean;
          closable: boolean;
          /**
           * One of the two
           */
          action: {
            urlExternal?: string;
            urlinApp?: string;
          };
          /**
           * Shown at this account only
           */
          ctidTraderAccountId?: number;
        },
        {
          color: string;
          title: string;
          enabled: boolean;
          closable: boolean;
          /**
           * One of the two
           */
          action: {
            urlExternal?: string;
            urlinApp?: string;
          };
          /**
           * Shown at this account only
           */
          ctidTraderAccountId?: number;
        },
        {
          color: string;
          title: string;
          enabled: boolean;
          closable: boolean;
          /**
           * One of the two
           */
          action: {
            urlExternal?: string;
            urlinApp?: string;
          };
          /**
           * Shown at this account only
           */
          ctidTraderAccountId?: number;
        },
        {
          color: string;
          title: string;
          enabled: boolean;
          closable: boolean;
          /**
           * One of the two
           */
          action: {
            urlExternal?: string;
            urlinApp?: string;
          };
          /**
           * Shown at this account only
           */
          ctidTraderAccountId?: number;
        },
        {
          color: string;
          title: string;
          enabled: boolean;
          closable: boolean;
          /**
           * One of the two
           */
          action: {
            urlExternal?: string;
            urlinApp?: string;
          };
          /**
           * Shown at this account only
           */
          ctidTraderAccountId?: number;
        },
        {
          color: string;
          title: string;
          enabled: boolean;
          closable: boolean;
          /**
           * One of the two
           */
          action: {
            urlExternal?: string;
            urlinApp?: string;
          };
          /**
           * Shown at this account only
           */
          ctidTraderAccountId?: number;
        },
        {
          color: string;
          title: string;
          enabled: boolean;
          closable: boolean;
          /**
           * One of the two
           */
          action: {
            urlExternal?: string;
            urlinApp?: string;
          };
          /**
           * Shown at this account only
           */
          ctidTraderAccountId?: number;
        },
        {
          color: string;
          title: string;
          enabled: boolean;
          closable: boolean;
          /**
           * One of the two
           */
          action: {
            urlExternal?: string;
            urlinApp?: string;
          };
          /**
           * Shown at this account only
           */
          ctidTraderAccountId?: number;
        },
        {
          color: string;
          title: string;
          enabled: boolean;
          closable: boolean;
          /**
           * One of the two
           */
          action: {
            urlExternal?: string;
            urlinApp?: string;
          };
          /**
           * Shown at this account only
           */
          ctidTraderAccountId?: number;
        }
      ]
    | [
        {
          color: string;
          title: string;
          enabled: boolean;
          closable: boolean;
          /**
           * One of the two
           */
          action: {
            urlExternal?: string;
            urlinApp?: string;
          };
          /**
           * Shown at this account only
           */
          ctidTraderAccountId?: number;
        },
        {
          color: string;
          title: string;
          enabled: boolean;
          closable: boolean;
          /**
           * One of the two
           */
          action: {
            urlExternal?: string;
            urlinApp?: string;
          };
          /**
           * Shown at this account only
           */
          ctidTraderAccountId?: number;
        },
        {
          color: string;
          title: string;
          enabled: boolean;
          closable: boolean;
          /**
           * One of the two
           */
          action: {
            urlExternal?: string;
            urlinApp?: string;
          };
          /**
           * Shown at this account only
           */
          ctidTraderAccountId?: number;
        },
        {
          color: string;
          title: string;
          enabled: boolean;
          closable: boolean;
          /**
           * One of the two
           */
          action: {
            urlExternal?: string;
            urlinApp?: string;
          };
          /**
           * Shown at this account only
           */
          ctidTraderAccountId?: number;
        },
        {
          color: string;
          title: string;
          enabled: boolean;
          closable: boolean;
          /**
           * One of the two
           */
          action: {
            urlExternal?: string;
            urlinApp?: string;
          };
          /**
           * Shown at this account only
           */
          ctidTraderAccountId?: number;
        },
        {
          color: string;
          title: string;
          enabled: boolean;
          closable: boolean;
          /**
           * One of the two
           */
          action: {
            urlExternal?: string;
            urlinApp?: string;
          };
          /**
           * Shown at this account only
           */
          ctidTraderAccountId?: number;
        },
        {
          color: string;
          title: string;
          enabled: boolean;
          closable: boolean;
          /**
           * One of the two
           */
          action: {
            urlExternal?: string;
            urlinApp?: string;
          };
          /**
           * Shown at this account only
           */
          ctidTraderAccountId?: number;
        },
        {
          color: string;
          title: string;
          enabled: boolean;
          closable: boolean;
          /**
           * One of the two
           */
          action: {
            urlExternal?: string;
            urlinApp?: string;
          };
          /**
           * Shown at this account only
           */
          ctidTraderAccountId?: number;
        },
        {
          color: string;
          title: string;
          enabled: boolean;
          closable: boolean;
          /**
           * One of the two
           */
          action: {
            urlExternal?: string;
            urlinApp?: string;
          };
          /**
           * Shown at this account only
           */
          ctidTraderAccountId?: number;
        },
        {
          color: string;
          title: string;
          enabled: boolean;
          closable: boolean;
          /**
           * One of the two
           */
          action: {
            urlExternal?: string;
            urlinApp?: string;
          };
          /**
           * Shown at this account only
           */
          ctidTraderAccountId?: number;
        },
        {
          color: string;
          title: string;
          enabled: boolean;
          closable: boolean;
          /**
           * One of the two
           */
          action: {
            urlExternal?: string;
            urlinApp?: string;
          };
          /**
           * Shown at this account only
           */
          ctidTraderAccountId?: number;
        },
        {
          color: string;
          title: string;
          enabled: boolean;
          closable: boolean;
          /**
           * One of the two
           */
          action: {
            urlExternal?: string;
            urlinApp?: string;
          };
          /**
           * Shown at this account only
           */
          ctidTraderAccountId?: number;
        }
      ]
    | [
        {
          color: string;
          title: string;
          enabled: boolean;
          closable: boolean;
          /**
           * One of the two
           */
          action: {
            urlExternal?: string;
            urlinApp?: string;
          };
          /**
           * Shown at this account only
           */
          ctidTraderAccountId?: number;
        },
        {
          color: string;
          title: string;
          enabled: boolean;
          closable: boolean;
          /**
           * One of the two
           */
          action: {
            urlExternal?: string;
            urlinApp?: string;
          };
          /**
           * Shown at this account only
           */
          ctidTraderAccountId?: number;
        },
        {
          color: string;
          title: string;
          enabled: boolean;
          closable: boolean;
          /**
           * One of the two
           */
          action: {
            urlExternal?: string;
            urlinApp?: string;
          };
          /**
           * Shown at this account only
           */
          ctidTraderAccountId?: number;
        },
        {
          color: string;
          title: string;
          enabled: boolean;
          closable: boolean;
          /**
           * One of the two
           */
          action: {
            urlExternal?: string;
            urlinApp?: string;
          };
          /**
           * Shown at this account only
           */
          ctidTraderAccountId?: number;
        },
        {
          color: string;
          title: string;
          enabled: boolean;
          closable: boolean;
          /**
           * One of the two
           */
          action: {
            urlExternal?: string;
            urlinApp?: string;
          };
          /**
           * Shown at this account only
           */
          ctidTraderAccountId?: number;
        },
        {
          color: string;
          title: string;
          enabled: boolean;
          closable: boolean;
          /**
           * One of the two
           */
          action: {
            urlExternal?: string;
            urlinApp?: string;
          };
          /**
           * Shown at this account only
           */
          ctidTraderAccountId?: number;
        },
        {
          color: string;
          title: string;
          enabled: boolean;
          closable: boolean;
          /**
           * One of the two
           */
          action: {
            urlExternal?: string;
            urlinApp?: string;
          };
          /**
           * Shown at this account only
           */
          ctidTraderAccountId?: number;
        },
        {
          color: string;
          title: string;
          enabled: boolean;
          closable: boolean;
          /**
           * One of the two
           */
          action: {
            urlExternal?: string;
            urlinApp?: string;
          };
          /**
           * Shown at this account only
           */
          ctidTraderAccountId?: number;
        },
        {
          color: string;
          title: string;
          enabled: boolean;
          closable: boolean;
          /**
           * One of the two
           */
          action: {
            urlExternal?: string;
            urlinApp?: string;
          };
          /**
           * Shown at this account only
           */
          ctidTraderAccountId?: number;
        },
        {
          color: string;
          title: string;
          enabled: boolean;
          closable: boolean;
          /**
           * One of the two
           */
          action: {
            urlExternal?: string;
            urlinApp?: string;
          };
          /**
           * Shown at this account only
           */
          ctidTraderAccountId?: number;
        },
        {
          color: string;
          title: string;
          enabled: boolean;
          closable: boolean;
          /**
           * One of the two
           */
          action: {
            urlExternal?: string;
            urlinApp?: string;
          };
          /**
           * Shown at this account only
           */
          ctidTraderAccountId?: number;
        },
        {
          color: string;
          title: string;
          enabled: boolean;
          closable: boolean;
          /**
           * One of the two
           */
          action: {
            urlExternal?: string;
            urlinApp?: string;
          };
          /**
           * Shown at this account only
           */
          ctidTraderAccountId?: number;
        },
        {
          color: string;
          title: string;
          enabled: boolean;
          closable: boolean;
          /**
           * One of the two
           */
          action: {
            urlExternal?: string;
            urlinApp?: string;
          };
          /**
           * Shown at this account only
           */
          ctidTraderAccountId?: number;
        }
      ]
    | [
        {
          color: string;
          title: string;
          enabled: boolean;
          closable: boolean;
          /**
           * One of the two
           */
          action: {
            urlExternal?: string;
            urlinApp?: string;
          };
          /**
           * Shown at this account only
           */
          ctidTraderAccountId?: number;
        },
        {
          color: string;
          title: string;
          enabled: boolean;
          closable: boolean;
          /**
           * One of the two
           */
          action: {
            urlExternal?: string;
            urlinApp?: string;
          };
          /**
           * Shown at this account only
           */
          ctidTraderAccountId?: number;
        },
        {
          color: string;
          title: string;
          enabled: boolean;
          closable: boolean;
          /**
           * One of the two
           */
          action: {
            urlExternal?: string;
            urlinApp?: string;
          };
          /**
           * Shown at this account only
           */
          ctidTraderAccountId?: number;
        },
        {
          color: string;
          title: string;
          enabled: boolean;
          closable: boolean;
          /**
           * One of the two
           */
          action: {
            urlExternal?: string;
            urlinApp?: string;
          };
          /**
           * Shown at this account only
           */
          ctidTraderAccountId?: number;
        },
        {
          color: string;
          title: string;
          enabled: boolean;
          closable: boolean;
          /**
           * One of the two
           */
          action: {
            urlExternal?: string;
            urlinApp?: string;
          };
          /**
           * Shown at this account only
           */
          ctidTraderAccountId?: number;
        },
        {
          color: string;
          title: string;
          enabled: boolean;
          closable: boolean;
          /**
           * One of the two
           */
          action: {
            urlExternal?: string;
            urlinApp?: string;
          };
          /**
           * Shown at this account only
           */
          ctidTraderAccountId?: number;
        },
        {
          color: string;
          title: string;
          enabled: boolean;
          closable: boolean;
          /**
           * One of the two
           */
          action: {
            urlExternal?: string;
            urlinApp?: string;
          };
          /**
           * Shown at this account only
           */
          ctidTraderAccountId?: number;
        },
        {
          color: string;
          title: string;
          enabled: boolean;
          closable: boolean;
          /**
           * One of the two
           */
          action: {
            urlExternal?: string;
            urlinApp?: string;
          };
          /**
           * Shown at this account only
           */
          ctidTraderAccountId?: number;
        },
        {
          color: string;
          title: string;
          enabled: boolean;
          closable: boolean;
          /**
           * One of the two
           */
          action: {
            urlExternal?: string;
            urlinApp?: string;
          };
          /**
           * Shown at this account only
           */
          ctidTraderAccountId?: number;
        },
        {
          color: string;
          title: string;
          enabled: boolean;
          closable: boolean;
          /**
           * One of the two
           */
          action: {
            urlExternal?: string;
            urlinApp?: string;
          };
          /**
           * Shown at this account only
           */
          ctidTraderAccountId?: number;
        },
        {
          color: string;
          title: string;
          enabled: boolean;
          closable: boolean;
          /**
           * One of the two
           */
          action: {
            urlExternal?: string;
            urlinApp?: string;
          };
          /**
           * Shown at this account only
           */
          ctidTraderAccountId?: number;
        },
        {
          color: string;
          title: string;
          enabled: boolean;
          closable: boolean;
          /**
           * One of the two
           */
          action: {
            urlExternal?: string;
            urlinApp?: string;
          };
          /**
           * Shown at this account only
           */
          ctidTraderAccountId?: number;
        },
        {
          color: string;
          title: string;
          enabled: boolean;
          closable: boolean;
          /**
           * One of the two
           */
          action: {
            urlExternal?: string;
            urlinApp?: string;
          };
          /**
           * Shown at this account only
           */
          ctidTraderAccountId?: number;
        },
        {
          color: string;
          title: string;
          enabled: boolean;
          closable: boolean;
          /**
           * One of the two
           */
          action: {
            urlExternal?: string;
            urlinApp?: string;
          };
          /**
           * Shown at this account only
           */
          ctidTraderAccountId?: number;
        }
      ]
    | [
        {
          color: string;
          title: string;
          enabled: boolean;
          closable: boolean;
          /**
           * One of the two
           */
          action: {
            urlExternal?: string;
            urlinApp?: string;
          };
          /**
           * Shown at this account only
           */
          ctidTraderAccountId?: number;
        },
        {
          color: string;
          title: string;
          enabled: boolean;
          closable: boolean;
          /**
           * One of the two
           */
          action: {
            urlExternal?: string;
            urlinApp?: string;
          };
          /**
           * Shown at this account only
           */
          ctidTraderAccountId?: number;
        },
        {
          color: string;
          title: string;
          enabled: boolean;
          closable: boolean;
          /**
           * One of the two
           */
          action: {
            urlExternal?: string;
            urlinApp?: string;
          };
          /**
           * Shown at this account only
           */
          ctidTraderAccountId?: number;
        },
        {
          color: string;
          title: string;
          enabled: boolean;
          closable: boolean;
          /**
           * One of the two
           */
          action: {
            urlExternal?: string;
            urlinApp?: string;
          };
          /**
           * Shown at this account only
           */
          ctidTraderAccountId?: number;
        },
        {
          color: string;
          title: string;
          enabled: boolean;
          closable: boolean;
          /**
           * One of the two
           */
          action: {
            urlExternal?: string;
            urlinApp?: string;
          };
          /**
           * Shown at this account only
           */
          ctidTraderAccountId?: number;
        },
        {
          color: string;
          title: string;
          enabled: boolean;
          closable: boolean;
          /**
           * One of the two
           */
          action: {
            urlExternal?: string;
            urlinApp?: string;
          };
          /**
           * Shown at this account only
           */
          ctidTraderAccountId?: number;
        },
        {
          color: string;
          title: string;
          enabled: boolean;
          closable: boolean;
          /**
           * One of the two
           */
          action: {
            urlExternal?: string;
            urlinApp?: string;
          };
          /**
           * Shown at this account only
           */
          ctidTraderAccountId?: number;
        },
        {
          color: string;
          title: string;
          enabled: boolean;
          closable: boolean;
          /**
           * One of the two
           */
          action: {
            urlExternal?: string;
            urlinApp?: string;
          };
          /**
           * Shown at this account only
           */
          ctidTraderAccountId?: number;
        },
        {
          color: string;
          title: string;
          enabled: boolean;
          closable: boolean;
          /**
           * One of the two
           */
          action: {
            urlExternal?: string;
            urlinApp?: string;
          };
          /**
           * Shown at this account only
           */
          ctidTraderAccountId?: number;
        },
        {
          color: string;
          title: string;
          enabled: boolean;
          closable: boolean;
          /**
           * One of the two
           */
          action: {
            urlExternal?: string;
            urlinApp?: string;
          };
          /**
           * Shown at this account only
           */
          ctidTraderAccountId?: number;
        },
        {
          color: string;
          title: string;
          enabled: boolean;
          closable: boolean;
          /**
           * One of the two
           */
          action: {
            urlExternal?: string;
            urlinApp?: string;
          };
          /**
           * Shown at this account only
           */
          ctidTraderAccountId?: number;
        },
        {
          color: string;
          title: string;
          enabled: boolean;
          closable: boolean;
          /**
           * One of the two
           */
          action: {
            urlExternal?: string;
            urlinApp?: string;
          };
          /**
           * Shown at this account only
           */
          ctidTraderAccountId?: number;
        },
        {
          color: string;
          title: string;
          enabled: boolean;
          closable: boolean;
          /**
           * One of the two
           */
          action: {
            urlExternal?: string;
            urlinApp?: string;
          };
          /**
           * Shown at this account only
           */
          ctidTraderAccountId?: number;
        },
        {
          color: string;
          title: string;
          enabled: boolean;
          closable: boolean;
          /**
           * One of the two
           */
          action: {
            urlExternal?: string;
            urlinApp?: string;
          };
          /**
           * Shown at this account only
           */
          ctidTraderAccountId?: number;
        },
        {
          color: string;
          title: string;
          enabled: boolean;
          closable: boolean;
          /**
           * One of the two
           */
          action: {
            urlExternal?: string;
            urlinApp?: string;
          };
          /**
           * Shown at this account only
           */
          ctidTraderAccountId?: number;
        }
      ]
    | [
        {
          color: string;
          title: string;
          enabled: boolean;
          closable: boolean;
          /**
           * One of the two
           */
          action: {
            urlExternal?: string;
            urlinApp?: string;
          };
          /**
           * Shown at this account only
           */
          ctidTraderAccountId?: number;
        },
        {
          color: string;
          title: string;
          enabled: boolean;
          closable: boolean;
          /**
           * One of the two
           */
          action: {
            urlExternal?: string;
            urlinApp?: string;
          };
          /**
           * Shown at this account only
           */
          ctidTraderAccountId?: number;
        },
        {
          color: string;
          title: string;
          enabled: boolean;
          closable: boolean;
          /**
           * One of the two
           */
          action: {
            urlExternal?: string;
            urlinApp?: string;
          };
          /**
           * Shown at this account only
           */
          ctidTraderAccountId?: number;
        },
        {
          color: string;
          title: string;
          enabled: boolean;
          closable: boolean;
          /**
           * One of the two
           */
          action: {
            urlExternal?: string;
            urlinApp?: string;
          };
          /**
           * Shown at this account only
           */
          ctidTraderAccountId?: number;
        },
        {
          color: string;
          title: string;
          enabled: boolean;
          closable: boolean;
          /**
           * One of the two
           */
          action: {
            urlExternal?: string;
            urlinApp?: string;
          };
          /**
           * Shown at this account only
           */
          ctidTraderAccountId?: number;
        },
        {
          color: string;
          title: string;
          enabled: boolean;
          closable: boolean;
          /**
           * One of the two
           */
          action: {
            urlExternal?: string;
            urlinApp?: string;
          };
          /**
           * Shown at this account only
           */
          ctidTraderAccountId?: number;
        },
        {
          color: string;
          title: string;
          enabled: boolean;
          closable: boolean;
          /**
           * One of the two
           */
          action: {
            urlExternal?: string;
            urlinApp?: string;
          };
          /**
           * Shown at this account only
           */
          ctidTraderAccountId?: number;
        },
        {
          color: string;
          title: string;
          enabled: boolean;
          closable: boolean;
          /**
           * One of the two
           */
          action: {
            urlExternal?: string;
            urlinApp?: string;
          };
          /**
           * Shown at this account only
           */
          ctidTraderAccountId?: number;
        },
        {
          color: string;
          title: string;
          enabled: boolean;
          closable: boolean;
          /**
           * One of the two
           */
          action: {
            urlExternal?: string;
            urlinApp?: string;
          };
          /**
           * Shown at this account only
           */
          ctidTraderAccountId?: number;
        },
        {
          color: string;
          title: string;
          enabled: boolean;
          closable: boolean;
          /**
           * One of the two
           */
          action: {
            urlExternal?: string;
            urlinApp?: string;
          };
          /**
           * Shown at this account only
           */
          ctidTraderAccountId?: number;
        },
        {
          color: string;
          title: string;
          enabled: boolean;
          closable: boolean;
          /**
           * One of the two
           */
          action: {
            urlExternal?: string;
            urlinApp?: string;
          };
          /**
           * Shown at this account only
           */
          ctidTraderAccountId?: number;
        },
        {
          color: string;
          title: string;
          enabled: boolean;
          closable: boolean;
          /**
           * One of the two
           */
          action: {
            urlExternal?: string;
            urlinApp?: string;
          };
          /**
           * Shown at this account only
           */
          ctidTraderAccountId?: number;
        },
        {
          color: string;
          title: string;
          enabled: boolean;
          closable: boolean;
          /**
           * One of the two
           */
          action: {
            urlExternal?: string;
            urlinApp?: string;
          };
          /**
           * Shown at this account only
           */
          ctidTraderAccountId?: number;
        },
        {
          color: string;
          title: string;
          enabled: boolean;
          closable: boolean;
          /**
           * One of the two
           */
          action: {
            urlExternal?: string;
            urlinApp?: string;
          };
          /**
           * Shown at this account only
           */
          ctidTraderAccountId?: number;
        },
        {
          color: string;
          title: string;
          enabled: boolean;
          closable: boolean;
          /**
           * One of the two
           */
          action: {
            urlExternal?: string;
            urlinApp?: string;
          };
          /**
           * Shown at this account only
           */
          ctidTraderAccountId?: number;
        },
        {
          color: string;
          title: string;
          enabled: boolean;
          closable: boolean;
          /**
           * One of the two
           */
          action: {
            urlExternal?: string;
            urlinApp?: string;
          };
          /**
           * Shown at this account only
           */
          ctidTraderAccountId?: number;
        }
      ]
    | [
        {
          color: string;
          title: string;
          enabled: boolean;
          closable: boolean;
          /**
           * One of the two
           */
          action: {
            urlExternal?: string;
            urlinApp?: string;
          };
          /**
           * Shown at this account only
           */
          ctidTraderAccountId?: number;
        },
        {
          color: string;
          title: string;
          enabled: boolean;
          closable: boolean;
          /**
           * One of the two
           */
          action: {
            urlExternal?: string;
            urlinApp?: string;
          };
          /**
           * Shown at this account only
           */
          ctidTraderAccountId?: number;
        },
        {
          color: string;
          title: string;
          enabled: boolean;
          closable: boolean;
          /**
           * One of the two
           */
          action: {
            urlExternal?: string;
            urlinApp?: string;
          };
          /**
           * Shown at this account only
           */
          ctidTraderAccountId?: number;
        },
        {
          color: string;
          title: string;
          enabled: boolean;
          closable: boolean;
          /**
           * One of the two
           */
          action: {
            urlExternal?: string;
            urlinApp?: string;
          };
          /**
           * Shown at this account only
           */
          ctidTraderAccountId?: number;
        },
        {
          color: string;
          title: string;
          enabled: boolean;
          closable: boolean;
          /**
           * One of the two
           */
          action: {
            urlExternal?: string;
            urlinApp?: string;
          };
          /**
           * Shown at this account only
           */
          ctidTraderAccountId?: number;
        },
        {
          color: string;
          title: string;
          enabled: boolean;
          closable: boolean;
          /**
           * One of the two
           */
          action: {
            urlExternal?: string;
            urlinApp?: string;
          };
          /**
           * Shown at this account only
           */
          ctidTraderAccountId?: number;
        },
        {
          color: string;
          title: string;
          enabled: boolean;
          closable: boolean;
          /**
           * One of the two
           */
          action: {
            urlExternal?: string;
            urlinApp?: string;
          };
          /**
           * Shown at this account only
           */
          ctidTraderAccountId?: number;
        },
        {
          color: string;
          title: string;
          enabled: boolean;
          closable: boolean;
          /**
           * One of the two
           */
          action: {
            urlExternal?: string;
            urlinApp?: string;
          };
          /**
           * Shown at this account only
           */
          ctidTraderAccountId?: number;
        },
        {
          color: string;
          title: string;
          enabled: boolean;
          closable: boolean;
          /**
           * One of the two
           */
          action: {
            urlExternal?: string;
            urlinApp?: string;
          };
          /**
           * Shown at this account only
           */
          ctidTraderAccountId?: number;
        },
        {
          color: string;
          title: string;
          enabled: boolean;
          closable: boolean;
          /**
           * One of the two
           */
          action: {
            urlExternal?: string;
            urlinApp?: string;
          };
          /**
           * Shown at this account only
           */
          ctidTraderAccountId?: number;
        },
        {
          color: string;
          title: string;
          enabled: boolean;
          closable: boolean;
          /**
           * One of the two
           */
          action: {
            urlExternal?: string;
            urlinApp?: string;
          };
          /**
           * Shown at this account only
           */
          ctidTraderAccountId?: number;
        },
        {
          color: string;
          title: string;
          enabled: boolean;
          closable: boolean;
          /**
           * One of the two
           */
          action: {
            urlExternal?: string;
            urlinApp?: string;
          };
          /**
           * Shown at this account only
           */
          ctidTraderAccountId?: number;
        },
        {
          color: string;
          title: string;
          enabled: boolean;
          closable: boolean;
          /**
           * One of the two
           */
          action: {
            urlExternal?: string;
            urlinApp?: string;
          };
          /**
           * Shown at this account only
           */
          ctidTraderAccountId?: number;
        },
        {
          color: string;
          title: string;
          enabled: boolean;
          closable: boolean;
          /**
           * One of the two
           */
          action: {
            urlExternal?: string;
            urlinApp?: string;
          };
          /**
           * Shown at this account only
           */
          ctidTraderAccountId?: number;
        },
        {
          color: string;
          title: string;
          enabled: boolean;
          closable: boolean;
          /**
           * One of the two
           */
          action: {
            urlExternal?: string;
            urlinApp?: string;
          };
          /**
           * Shown at this account only
           */
          ctidTraderAccountId?: number;
        },
        {
          color: string;
          title: string;
          enabled: boolean;
          closable: boolean;
          /**
           * One of the two
           */
          action: {
            urlExternal?: string;
            urlinApp?: string;
          };
          /**
           * Shown at this account only
           */
          ctidTraderAccountId?: number;
        },
        {
          color: string;
          title: string;
          enabled: boolean;
          closable: boolean;
          /**
           * One of the two
           */
          action: {
            urlExternal?: string;
            urlinApp?: string;
          };
          /**
           * Shown at this account only
           */
          ctidTraderAccountId?: number;
        }
      ]
    | [
        {
          color: string;
          title: string;
          enabled: boolean;
          closable: boolean;
          /**
           * One of the two
           */
          action: {
            urlExternal?: string;
            urlinApp?: string;
          };
          /**
           * Shown at this account only
           */
          ctidTraderAccountId?: number;
        },
        {
          color: string;
          title: string;
          enabled: boolean;
          closable: boolean;
          /**
           * One of the two
           */
          action: {
            urlExternal?: string;
            urlinApp?: string;
          };
          /**
           * Shown at this account only
           */
          ctidTraderAccountId?: number;
        },
        {
          color: string;
          title: string;
          enabled: boolean;
          closable: boolean;
          /**
           * One of the two
           */
          action: {
            urlExternal?: string;
            urlinApp?: string;
          };
          /**
           * Shown at this account only
           */
          ctidTraderAccountId?: number;
        },
        {
          color: string;
          title: string;
          enabled: boolean;
          closable: boolean;
          /**
           * One of the two
           */
          action: {
            urlExternal?: string;
            urlinApp?: string;
          };
          /**
           * Shown at this account only
           */
          ctidTraderAccountId?: number;
        },
        {
          color: string;
          title: string;
          enabled: boolean;
          closable: boolean;
          /**
           * One of the two
           */
          action: {
            urlExternal?: string;
            urlinApp?: string;
          };
          /**
           * Shown at this account only
           */
          ctidTraderAccountId?: number;
        },
        {
          color: string;
          title: string;
          enabled: boolean;
          closable: boolean;
          /**
           * One of the two
           */
          action: {
            urlExternal?: string;
            urlinApp?: string;
          };
          /**
           * Shown at this account only
           */
          ctidTraderAccountId?: number;
        },
        {
          color: string;
          title: string;
          enabled: boolean;
          closable: boolean;
          /**
           * One of the two
           */
          action: {
            urlExternal?: string;
            urlinApp?: string;
          };
          /**
           * Shown at this account only
           */
          ctidTraderAccountId?: number;
        },
        {
          color: string;
          title: string;
          enabled: boolean;
          closable: boolean;
          /**
           * One of the two
           */
          action: {
            urlExternal?: string;
            urlinApp?: string;
          };
          /**
           * Shown at this account only
           */
          ctidTraderAccountId?: number;
        },
        {
          color: string;
          title: string;
          enabled: boolean;
          closable: boolean;
          /**
           * One of the two
           */
          action: {
            urlExternal?: string;
            urlinApp?: string;
          };
          /**
           * Shown at this account only
           */
          ctidTraderAccountId?: number;
        },
        {
          color: string;
          title: string;
          enabled: boolean;
          closable: boolean;
          /**
           * One of the two
           */
          action: {
            urlExternal?: string;
            urlinApp?: string;
          };
          /**
           * Shown at this account only
           */
          ctidTraderAccountId?: number;
        },
        {
          color: string;
          title: string;
          enabled: boolean;
          closable: boolean;
          /**
           * One of the two
           */
          action: {
            urlExternal?: string;
            urlinApp?: string;
          };
          /**
           * Shown at this account only
           */
          ctidTraderAccountId?: number;
        },
        {
          color: string;
          title: string;
          enabled: boolean;
          closable: boolean;
          /**
           * One of the two
           */
          action: {
            urlExternal?: string;
            urlinApp?: string;
          };
          /**
           * Shown at this account only
           */
          ctidTraderAccountId?: number;
        },
        {
          color: string;
          title: string;
          enabled: boolean;
          closable: boolean;
          /**
           * One of the two
           */
          action: {
            urlExternal?: string;
            urlinApp?: string;
          };
          /**
           * Shown at this account only
           */
          ctidTraderAccountId?: number;
        },
        {
          color: string;
          title: string;
          enabled: boolean;
          closable: boolean;
          /**
           * One of the two
           */
          action: {
            urlExternal?: string;
            urlinApp?: string;
          };
          /**
           * Shown at this account only
           */
          ctidTraderAccountId?: number;
        },
        {
          color: string;
          title: string;
          enabled: boolean;
          closable: boolean;
          /**
           * One of the two
           */
          action: {
            urlExternal?: string;
            urlinApp?: string;
          };
          /**
           * Shown at this account only
           */
          ctidTraderAccountId?: number;
        },
        {
          color: string;
          title: string;
          enabled: boolean;
          closable: boolean;
          /**
           * One of the two
           */
          action: {
            urlExternal?: string;
            urlinApp?: string;
          };
          /**
           * Shown at this account only
           */
          ctidTraderAccountId?: number;
        },
        {
          color: string;
          title: string;
          enabled: boolean;
          closable: boolean;
          /**
           * One of the two
           */
          action: {
            urlExternal?: string;
            urlinApp?: string;
          };
          /**
           * Shown at this account only
           */
          ctidTraderAccountId?: number;
        },
        {
          color: string;
          title: string;
          enabled: boolean;
          closable: boolean;
          /**
           * One of the two
           */
          action: {
            urlExternal?: string;
            urlinApp?: string;
          };
          /**
           * Shown at this account only
           */
          ctidTraderAccountId?: number;
        }
      ]
    | [
        {
          color: string;
          title: string;
          enabled: boolean;
          closable: boolean;
          /**
           * One of the two
           */
          action: {
            urlExternal?: string;
            urlinApp?: string;
          };
          /**
           * Shown at this account only
           */
          ctidTraderAccountId?: number;
        },
        {
          color: string;
          title: string;
          enabled: boolean;
          closable: boolean;
          /**
           * One of the two
           */
          action: {
            urlExternal?: string;
            urlinApp?: string;
          };
          /**
           * Shown at this account only
           */
          ctidTraderAccountId?: number;
        },
        {
          color: string;
          title: string;
          enabled: boolean;
          closable: boolean;
          /**
           * One of the two
           */
          action: {
            urlExternal?: string;
            urlinApp?: string;
          };
          /**
           * Shown at this account only
           */
          ctidTraderAccountId?: number;
        },
        {
          color: string;
          title: string;
          enabled: boolean;
          closable: boolean;
          /**
           * One of the two
           */
          action: {
            urlExternal?: string;
            urlinApp?: string;
          };
          /**
           * Shown at this account only
           */
          ctidTraderAccountId?: number;
        },
        {
          color: string;
          title: string;
          enabled: boolean;
          closable: boolean;
          /**
           * One of the two
           */
          action: {
            urlExternal?: string;
            urlinApp?: string;
          };
          /**
           * Shown at this account only
           */
          ctidTraderAccountId?: number;
        },
        {
          color: string;
          title: string;
          enabled: boolean;
          closable: boolean;
          /**
           * One of the two
           */
          action: {
            urlExternal?: string;
            urlinApp?: string;
          };
          /**
           * Shown at this account only
           */
          ctidTraderAccountId?: number;
        },
        {
          color: string;
          title: string;
          enabled: boolean;
          closable: boolean;
          /**
           * One of the two
           */
          action: {
            urlExternal?: string;
            urlinApp?: string;
          };
          /**
           * Shown at this account only
           */
          ctidTraderAccountId?: number;
        },
        {
          color: string;
          title: string;
          enabled: boolean;
          closable: boolean;
          /**
           * One of the two
           */
          action: {
            urlExternal?: string;
            urlinApp?: string;
          };
          /**
           * Shown at this account only
           */
          ctidTraderAccountId?: number;
        },
        {
          color: string;
          title: string;
          enabled: boolean;
          closable: boolean;
          /**
           * One of the two
           */
          action: {
            urlExternal?: string;
            urlinApp?: string;
          };
          /**
           * Shown at this account only
           */
          ctidTraderAccountId?: number;
        },
        {
          color: string;
          title: string;
          enabled: boolean;
          closable: boolean;
          /**
           * One of the two
           */
          action: {
            urlExternal?: string;
            urlinApp?: string;
          };
          /**
           * Shown at this account only
           */
          ctidTraderAccountId?: number;
        },
        {
          color: string;
          title: string;
          enabled: boolean;
          closable: boolean;
          /**
           * One of the two
           */
          action: {
            urlExternal?: string;
            urlinApp?: string;
          };
          /**
           * Shown at this account only
           */
          ctidTraderAccountId?: number;
        },
        {
          color: string;
          title: string;
          enabled: boolean;
          closable: boolean;
          /**
           * One of the two
           */
          action: {
            urlExternal?: string;
            urlinApp?: string;
          };
          /**
           * Shown at this account only
           */
          ctidTraderAccountId?: number;
        },
        {
          color: string;
          title: string;
          enabled: boolean;
          closable: boolean;
          /**
           * One of the two
           */
          action: {
            urlExternal?: string;
            urlinApp?: string;
          };
          /**
           * Shown at this account only
           */
          ctidTraderAccountId?: number;
        },
        {
          color: string;
          title: string;
          enabled: boolean;
          closable: boolean;
          /**
           * One of the two
           */
          action: {
            urlExternal?: string;
            urlinApp?: string;
          };
          /**
           * Shown at this account only
           */
          ctidTraderAccountId?: number;
        },
        {
          color: string;
          title: string;
          enabled: boolean;
          closable: boolean;
          /**
           * One of the two
           */
          action: {
            urlExternal?: string;
            urlinApp?: string;
          };
          /**
           * Shown at this account only
           */
          ctidTraderAccountId?: number;
        },
        {
          color: string;
          title: string;
          enabled: boolean;
          closable: boolean;
          /**
           * One of the two
           */
          action: {
            urlExternal?: string;
            urlinApp?: string;
          };
          /**
           * Shown at this account only
           */
          ctidTraderAccountId?: number;
        },
        {
          color: string;
          title: string;
          enabled: boolean;
          closable: boolean;
          /**
           * One of the two
           */
          action: {
            urlExternal?: string;
            urlinApp?: string;
          };
          /**
           * Shown at this account only
           */
          ctidTraderAccountId?: number;
        },
        {
          color: string;
          title: string;
          enabled: boolean;
          closable: boolean;
          /**
           * One of the two
           */
          action: {
            urlExternal?: string;
            urlinApp?: string;
          };
          /**
           * Shown at this account only
           */
          ctidTraderAccountId?: number;
        },
        {
          color: string;
          title: string;
          enabled: boolean;
          closable: boolean;
          /**
           * One of the two
           */
          action: {
            urlExternal?: string;
            urlinApp?: string;
          };
          /**
           * Shown at this account only
           */
          ctidTraderAccountId?: number;
        }
      ]
    | [
        {
          color: string;
          title: string;
          enabled: boolean;
          closable: boolean;
          /**
           * One of the two
           */
          action: {
            urlExternal?: string;
            urlinApp?: string;
          };
          /**
           * Shown at this account only
           */
          ctidTraderAccountId?: number;
        },
        {
          color: string;
          title: string;
          enabled: boolean;
          closable: boolean;
          /**
           * One of the two
           */
          action: {
            urlExternal?: string;
            urlinApp?: string;
          };
          /**
           * Shown at this account only
           */
          ctidTraderAccountId?: number;
        },
        {
          color: string;
          title: string;
          enabled: boolean;
          closable: boolean;
          /**
           * One of the two
           */
          action: {
            urlExternal?: string;
            urlinApp?: string;
          };
          /**
           * Shown at this account only
           */
          ctidTraderAccountId?: number;
        },
        {
          color: string;
          title: string;
          enabled: boolean;
          closable: boolean;
          /**
           * One of the two
           */
          action: {
            urlExternal?: string;
            urlinApp?: string;
          };
          /**
           * Shown at this account only
           */
          ctidTraderAccountId?: number;
        },
        {
          color: string;
          title: string;
          enabled: boolean;
          closable: boolean;
          /**
           * One of the two
           */
          action: {
            urlExternal?: string;
            urlinApp?: string;
          };
          /**
           * Shown at this account only
           */
          ctidTraderAccountId?: number;
        },
        {
          color: string;
          title: string;
          enabled: boolean;
          closable: boolean;
          /**
           * One of the two
           */
          action: {
            urlExternal?: string;
            urlinApp?: string;
          };
          /**
           * Shown at this account only
           */
          ctidTraderAccountId?: number;
        },
        {
          color: string;
          title: string;
          enabled: boolean;
          closable: boolean;
          /**
           * One of the two
           */
          action: {
            urlExternal?: string;
            urlinApp?: string;
          };
          /**
           * Shown at this account only
           */
          ctidTraderAccountId?: number;
        },
        {
          color: string;
          title: string;
          enabled: boolean;
          closable: boolean;
          /**
           * One of the two
           */
          action: {
            urlExternal?: string;
            urlinApp?: string;
          };
          /**
           * Shown at this account only
           */
          ctidTraderAccountId?: number;
        },
        {
          color: string;
          title: string;
          enabled: boolean;
          closable: boolean;
          /**
           * One of the two
           */
          action: {
            urlExternal?: string;
            urlinApp?: string;
          };
          /**
           * Shown at this account only
           */
          ctidTraderAccountId?: number;
        },
        {
          color: string;
          title: string;
          enabled: boolean;
          closable: boolean;
          /**
           * One of the two
           */
          action: {
            urlExternal?: string;
            urlinApp?: string;
          };
          /**
           * Shown at this account only
           */
          ctidTraderAccountId?: number;
        },
        {
          color: string;
          title: string;
          enabled: boolean;
          closable: boolean;
          /**
           * One of the two
           */
          action: {
            urlExternal?: string;
            urlinApp?: string;
          };
          /**
           * Shown at this account only
           */
          ctidTraderAccountId?: number;
        },
        {
          color: string;
          title: string;
          enabled: boolean;
          closable: boolean;
          /**
           * One of the two
           */
          action: {
            urlExternal?: string;
            urlinApp?: string;
          };
          /**
           * Shown at this account only
           */
          ctidTraderAccountId?: number;
        },
        {
          color: string;
          title: string;
          enabled: boolean;
          closable: boolean;
          /**
           * One of the two
           */
          action: {
            urlExternal?: string;
            urlinApp?: string;
          };
          /**
           * Shown at this account only
           */
          ctidTraderAccountId?: number;
        },
        {
          color: string;
          title: string;
          enabled: boolean;
          closable: boolean;
          /**
           * One of the two
           */
          action: {
            urlExternal?: string;
            urlinApp?: string;
          };
          /**
           * Shown at this account only
           */
          ctidTraderAccountId?: number;
        },
        {
          color: string;
          title: string;
          enabled: boolean;
          closable: boolean;
          /**
           * One of the two
           */
          action: {
            urlExternal?: string;
            urlinApp?: string;
          };
          /**
           * Shown at this account only
           */
          ctidTraderAccountId?: number;
        },
        {
          color: string;
          title: string;
          enabled: boolean;
          closable: boolean;
          /**
           * One of the two
           */
          action: {
            urlExternal?: string;
            urlinApp?: string;
          };
          /**
           * Shown at this account only
           */
          ctidTraderAccountId?: number;
        },
        {
          color: string;
          title: string;
          enabled: boolean;
          closable: boolean;
          /**
           * One of the two
           */
          action: {
            urlExternal?: string;
            urlinApp?: string;
          };
          /**
           * Shown at this account only
           */
          ctidTraderAccountId?: number;
        },
        {
          color: string;
          title: string;
          enabled: boolean;
          closable: boolean;
          /**
           * One of the two
           */
          action: {
            urlExternal?: string;
            urlinApp?: string;
          };
          /**
           * Shown at this account only
           */
          ctidTraderAccountId?: number;
        },
        {
          color: string;
          title: string;
          enabled: boolean;
          closable: boolean;
          /**
           * One of the two
           */
          action: {
            urlExternal?: string;
            urlinApp?: string;
          };
          /**
           * Shown at this account only
           */
          ctidTraderAccountId?: number;
        },
        {
          color: string;
          title: string;
          enabled: boolean;
          closable: boolean;
          /**
           * One of the two
           */
          action: {
            urlExternal?: string;
            urlinApp?: string;
          };
          /**
           * Shown at this account only
           */
          ctidTraderAccountId?: number;
        }
      ];
}
export interface SetRibbonsResponse {
  /**
   * Empty clears them
   *
   * @maxItems 20
   */
  ribbons:
    | []
    | [
        {
          color: string;
          title: string;
          enabled: boolean;
          closable: boolean;
          /**
           * One of the two
           */
          action: {
            urlExternal?: string;
            urlinApp?: string;
          };
          /**
           * Shown at this account only
           */
          ctidTraderAccountId?: number;
        }
      ]
    | [
        {
          color: string;
          title: string;
          enabled: boolean;
          closable: boolean;
          /**
           * One of the two
           */
          action: {
            urlExternal?: string;
            urlinApp?: string;
          };
          /**
           * Shown at this account only
           */
          ctidTraderAccountId?: number;
        },
        {
          color: string;
          title: string;
          enabled: boolean;
          closable: boolean;
          /**
           * One of the two
           */
          action: {
            urlExternal?: string;
            urlinApp?: string;
          };
          /**
           * Shown at this account only
           */
          ctidTraderAccountId?: number;
        }
      ]
    | [
        {
          color: string;
          title: string;
          enabled: boolean;
          closable: boolean;
          /**
           * One of the two
           */
          action: {
            urlExternal?: string;
            urlinApp?: string;
          };
          /**
           * Shown at this account only
           */
          ctidTraderAccountId?: number;
        },
        {
          color: string;
          title: string;
          enabled: boolean;
          closable: boolean;
          /**
           * One of the two
           */
          action: {
            urlExternal?: string;
            urlinApp?: string;
          };
          /**
           * Shown at this account only
           */
          ctidTraderAccountId?: number;
        },
        {
          color: string;
          title: string;
          enabled: boolean;
          closable: boolean;
          /**
           * One of the two
           */
          action: {
            urlExternal?: string;
            urlinApp?: string;
          };
          /**
           * Shown at this account only
           */
          ctidTraderAccountId?: number;
        }
      ]
    | [
        {
          color: string;
          title: string;
          enabled: boolean;
          closable: boolean;
          /**
           * One of the two
           */
          action: {
            urlExternal?: string;
            urlinApp?: string;
          };
          /**
           * Shown at this account only
           */
          ctidTraderAccountId?: number;
        },
        {
          color: string;
          title: string;
          enabled: boolean;
          closable: boolean;
          /**
           * One of the two
           */
          action: {
            urlExternal?: string;
            urlinApp?: string;
          };
          /**
           * Shown at this account only
           */
          ctidTraderAccountId?: number;
        },
        {
          color: string;
          title: string;
          enabled: boolean;
          closable: boolean;
          /**
           * One of the two
           */
          action: {
            urlExternal?: string;
            urlinApp?: string;
          };
          /**
           * Shown at this account only
           */
          ctidTraderAccountId?: number;
        },
        {
          color: string;
          title: string;
          enabled: boolean;
          closable: boolean;
          /**
           * One of the two
           */
          action: {
            urlExternal?: string;
            urlinApp?: string;
          };
          /**
           * Shown at this account only
           */
          ctidTraderAccountId?: number;
        }
      ]
    | [
        {
          color: string;
          title: string;
          enabled: boolean;
          closable: boolean;
          /**
           * One of the two
           */
          action: {
            urlExternal?: string;
            urlinApp?: string;
          };
          /**
           * Shown at this account only
           */
          ctidTraderAccountId?: number;
        },
        {
          color: string;
          title: string;
          enabled: boolean;
          closable: boolean;
          /**
           * One of the two
           */
          action: {
            urlExternal?: string;
            urlinApp?: string;
          };
          /**
           * Shown at this account only
           */
          ctidTraderAccountId?: number;
        },
        {
          color: string;
          title: string;
          enabled: boolean;
          closable: boolean;
          /**
           * One of the two
           */
          action: {
            urlExternal?: string;
            urlinApp?: string;
          };
          /**
           * Shown at this account only
           */
          ctidTraderAccountId?: number;
        },
        {
          color: string;
          title: string;
          enabled: boolean;
          closable: boolean;
          /**
           * One of the two
           */
          action: {
            urlExternal?: string;
            urlinApp?: string;
          };
          /**
           * Shown at this account only
           */
          ctidTraderAccountId?: number;
        },
        {
          color: string;
          title: string;
          enabled: boolean;
          closable: boolean;
          /**
           * One of the two
           */
          action: {
            urlExternal?: string;
            urlinApp?: string;
          };
          /**
           * Shown at this account only
           */
          ctidTraderAccountId?: number;
        }
      ]
    | [
        {
          color: string;
          title: string;
          enabled: boolean;
          closable: boolean;
          /**
           * One of the two
           */
          action: {
            urlExternal?: string;
            urlinApp?: string;
          };
          /**
           * Shown at this account only
           */
          ctidTraderAccountId?: number;
        },
        {
          color: string;
          title: string;
          enabled: boolean;
          closable: boolean;
          /**
           * One of the two
           */
          action: {
            urlExternal?: string;
            urlinApp?: string;
          };
          /**
           * Shown at this account only
           */
          ctidTraderAccountId?: number;
        },
        {
          color: string;
          title: string;
          enabled: boolean;
          closable: boolean;
          /**
           * One of the two
           */
          action: {
            urlExternal?: string;
            urlinApp?: string;
          };
          /**
           * Shown at this account only
           */
          ctidTraderAccountId?: number;
        },
        {
          color: string;
          title: string;
          enabled: boolean;
          closable: boolean;
          /**
           * One of the two
           */
          action: {
            urlExternal?: string;
            urlinApp?: string;
          };
          /**
           * Shown at this account only
           */
          ctidTraderAccountId?: number;
        },
        {
          color: string;
          title: string;
          enabled: boolean;
          closable: boolean;
          /**
           * One of the two
           */
          action: {
            urlExternal?: string;
            urlinApp?: string;
          };
          /**
           * Shown at this account only
           */
          ctidTraderAccountId?: number;
        },
        {
          color: string;
          title: string;
          enabled: boolean;
          closable: boolean;
          /**
           * One of the two
           */
          action: {
            urlExternal?: string;
            urlinApp?: string;
          };
          /**
           * Shown at this account only
           */
          ctidTraderAccountId?: number;
        }
      ]
    | [
        {
          color: string;
          title: string;
          enabled: boolean;
          closable: boolean;
          /**
           * One of the two
           */
          action: {
            urlExternal?: string;
            urlinApp?: string;
          };
          /**
           * Shown at this account only
           */
          ctidTraderAccountId?: number;
        },
        {
          color: string;
          title: string;
          enabled: boolean;
          closable: boolean;
          /**
           * One of the two
           */
          action: {
            urlExternal?: string;
            urlinApp?: string;
          };
          /**
           * Shown at this account only
           */
          ctidTraderAccountId?: number;
        },
        {
          color: string;
          title: string;
          enabled: boolean;
          closable: boolean;
          /**
           * One of the two
           */
          action: {
            urlExternal?: string;
            urlinApp?: string;
          };
          /**
           * Shown at this account only
           */
          ctidTraderAccountId?: number;
        },
        {
          color: string;
          title: string;
          enabled: boolean;
          closable: boolean;
          /**
           * One of the two
           */
          action: {
            urlExternal?: string;
            urlinApp?: string;
          };
          /**
           * Shown at this account only
           */
          ctidTraderAccountId?: number;
        },
        {
          color: string;
          title: string;
          enabled: boolean;
          closable: boolean;
          /**
           * One of the two
           */
          action: {
            urlExternal?: string;
            urlinApp?: string;
          };
          /**
           * Shown at this account only
           */
          ctidTraderAccountId?: number;
        },
        {
          color: string;
          title: string;
          enabled: boolean;
          closable: boolean;
          /**
           * One of the two
           */
          action: {
            urlExternal?: string;
            urlinApp?: string;
          };
          /**
           * Shown at this account only
           */
          ctidTraderAccountId?: number;
        },
        {
          color: string;
          title: string;
          enabled: boolean;
          closable: boolean;
          /**
           * One of the two
           */
          action: {
            urlExternal?: string;
            urlinApp?: string;
          };
          /**
           * Shown at this account only
           */
          ctidTraderAccountId?: number;
        }
      ]
    | [
        {
          color: string;
          title: string;
          enabled: boolean;
          closable: boolean;
          /**
           * One of the two
           */
          action: {
            urlExternal?: string;
            urlinApp?: string;
          };
          /**
           * Shown at this account only
           */
          ctidTraderAccountId?: number;
        },
        {
          color: string;
          title: string;
          enabled: boolean;
          closable: boolean;
          /**
           * One of the two
           */
          action: {
            urlExternal?: string;
            urlinApp?: string;
          };
          /**
           * Shown at this account only
           */
          ctidTraderAccountId?: number;
        },
        {
          color: string;
          title: string;
          enabled: boolean;
          closable: boolean;
          /**
           * One of the two
           */
          action: {
            urlExternal?: string;
            urlinApp?: string;
          };
          /**
           * Shown at this account only
           */
          ctidTraderAccountId?: number;
        },
        {
          color: string;
          title: string;
          enabled: boolean;
          closable: boolean;
          /**
           * One of the two
           */
          action: {
            urlExternal?: string;
            urlinApp?: string;
          };
          /**
           * Shown at this account only
           */
          ctidTraderAccountId?: number;
        },
        {
          color: string;
          title: string;
          enabled: boolean;
          closable: boolean;
          /**
           * One of the two
           */
          action: {
            urlExternal?: string;
            urlinApp?: string;
          };
          /**
           * Shown at this account only
           */
          ctidTraderAccountId?: number;
        },
        {
          color: string;
          title: string;
          enabled: boolean;
          closable: boolean;
          /**
           * One of the two
           */
          action: {
            urlExternal?: string;
            urlinApp?: string;
          };
          /**
           * Shown at this account only
           */
          ctidTraderAccountId?: number;
        },
        {
          color: string;
          title: string;
          enabled: boolean;
          closable: boolean;
          /**
           * One of the two
           */
          action: {
            urlExternal?: string;
            urlinApp?: string;
          };
          /**
           * Shown at this account only
           */
          ctidTraderAccountId?: number;
        },
        {
          color: string;
          title: string;
          enabled: boolean;
          closable: boolean;
          /**
           * One of the two
           */
          action: {
            urlExternal?: string;
            urlinApp?: string;
          };
          /**
           * Shown at this account only
           */
          ctidTraderAccountId?: number;
        }
      ]
    | [
        {
          color: string;
          title: string;
          enabled: boolean;
          closable: boolean;
          /**
           * One of the two
           */
          action: {
            urlExternal?: string;
            urlinApp?: string;
          };
          /**
           * Shown at this account only
           */
          ctidTraderAccountId?: number;
        },
        {
          color: string;
          title: string;
          enabled: boolean;
          closable: boolean;
          /**
           * One of the two
           */
          action: {
            urlExternal?: string;
            urlinApp?: string;
          };
          /**
           * Shown at this account only
           */
          ctidTraderAccountId?: number;
        },
        {
          color: string;
          title: string;
          enabled: boolean;
          closable: boolean;
          /**
           * One of the two
           */
          action: {
            urlExternal?: string;
            urlinApp?: string;
          };
          /**
           * Shown at this account only
           */
          ctidTraderAccountId?: number;
        },
        {
          color: string;
          title: string;
          enabled: boolean;
          closable: boolean;
          /**
           * One of the two
           */
          action: {
            urlExternal?: string;
            urlinApp?: string;
          };
          /**
           * Shown at this account only
           */
          ctidTraderAccountId?: number;
        },
        {
          color: string;
          title: string;
          enabled: boolean;
          closable: boolean;
          /**
           * One of the two
           */
          action: {
            urlExternal?: string;
            urlinApp?: string;
          };
          /**
           * Shown at this account only
           */
          ctidTraderAccountId?: number;
        },
        {
          color: string;
          title: string;
          enabled: boolean;
          closable: boolean;
          /**
           * One of the two
           */
          action: {
            urlExternal?: string;
            urlinApp?: string;
          };
          /**
           * Shown at this account only
           */
          ctidTraderAccountId?: number;
        },
        {
          color: string;
          title: string;
          enabled: boolean;
          closable: boolean;
          /**
           * One of the two
           */
          action: {
            urlExternal?: string;
            urlinApp?: string;
          };
          /**
           * Shown at this account only
           */
          ctidTraderAccountId?: number;
        },
        {
          color: string;
          title: string;
          enabled: boolean;
          closable: boolean;
          /**
           * One of the two
           */
          action: {
            urlExternal?: string;
            urlinApp?: string;
          };
          /**
           * Shown at this account only
           */
          ctidTraderAccountId?: number;
        },
        {
          color: string;
          title: string;
          enabled: boolean;
          closable: boolean;
          /**
           * One of the two
           */
          action: {
            urlExternal?: string;
            urlinApp?: string;
          };
          /**
           * Shown at this account only
           */
          ctidTraderAccountId?: number;
        }
      ]
    | [
        {
          color: string;
          title: string;
          enabled: boolean;
          closable: boolean;
          /**
           * One of the two
           */
          action: {
            urlExternal?: string;
            urlinApp?: string;
          };
          /**
           * Shown at this account only
           */
          ctidTraderAccountId?: number;
        },
        {
          color: string;
          title: string;
          enabled: boolean;
          closable: boolean;
          /**
           * One of the two
           */
          action: {
            urlExternal?: string;
            urlinApp?: string;
          };
          /**
           * Shown at this account only
           */
          ctidTraderAccountId?: number;
        },
        {
          color: string;
          title: string;
          enabled: boolean;
          closable: boolean;
          /**
           * One of the two
           */
          action: {
            urlExternal?: string;
            urlinApp?: string;
          };
          /**
           * Shown at this account only
           */
          ctidTraderAccountId?: number;
        },
        {
          color: string;
          title: string;
          enabled: boolean;
          closable: boolean;
          /**
           * One of the two
           */
          action: {
            urlExternal?: string;
            urlinApp?: string;
          };
          /**
           * Shown at this account only
           */
          ctidTraderAccountId?: number;
        },
        {
          color: string;
          title: string;
          enabled: boolean;
          closable: boolean;
          /**
           * One of the two
           */
          action: {
            urlExternal?: string;
            urlinApp?: string;
          };
          /**
           * Shown at this account only
           */
          ctidTraderAccountId?: number;
        },
        {
          color: string;
          title: string;
          enabled: boolean;
          closable: boolean;
          /**
           * One of the two
           */
          action: {
            urlExternal?: string;
            urlinApp?: string;
          };
          /**
           * Shown at this account only
           */
          ctidTraderAccountId?: number;
        },
        {
          color: string;
          title: string;
          enabled: boolean;
          closable: boolean;
          /**
           * One of the two
           */
          action: {
            urlExternal?: string;
            urlinApp?: string;
          };
          /**
           * Shown at this account only
           */
          ctidTraderAccountId?: number;
        },
        {
          color: string;
          title: string;
          enabled: boolean;
          closable: boolean;
          /**
           * One of the two
           */
          action: {
            urlExternal?: string;
            urlinApp?: string;
          };
          /**
           * Shown at this account only
           */
          ctidTraderAccountId?: number;
        },
        {
          color: string;
          title: string;
          enabled: boolean;
          closable: boolean;
          /**
           * One of the two
           */
          action: {
            urlExternal?: string;
            urlinApp?: string;
          };
          /**
           * Shown at this account only
           */
          ctidTraderAccountId?: number;
        },
        {
          color: string;
          title: string;
          enabled: boolean;
          closable: boolean;
          /**
           * One of the two
           */
          action: {
            urlExternal?: string;
            urlinApp?: string;
          };
          /**
           * Shown at this account only
           */
          ctidTraderAccountId?: number;
        }
      ]
    | [
        {
          color: string;
          title: string;
          enabled: boolean;
          closable: boolean;
          /**
           * One of the two
           */
          action: {
            urlExternal?: string;
            urlinApp?: string;
          };
          /**
           * Shown at this account only
           */
          ctidTraderAccountId?: number;
        },
        {
          color: string;
          title: string;
          enabled: boolean;
          closable: boolean;
          /**
           * One of the two
           */
          action: {
            urlExternal?: string;
            urlinApp?: string;
          };
          /**
           * Shown at this account only
           */
          ctidTraderAccountId?: number;
        },
        {
          color: string;
          title: string;
          enabled: boolean;
          closable: boolean;
          /**
           * One of the two
           */
          action: {
            urlExternal?: string;
            urlinApp?: string;
          };
          /**
           * Shown at this account only
           */
          ctidTraderAccountId?: number;
        },
        {
          color: string;
          title: string;
          enabled: boolean;
          closable: boolean;
          /**
           * One of the two
           */
          action: {
            urlExternal?: string;
            urlinApp?: string;
          };
          /**
           * Shown at this account only
           */
          ctidTraderAccountId?: number;
        },
        {
          color: string;
          title: string;
          enabled: boolean;
          closable: boolean;
          /**
           * One of the two
           */
          action: {
            urlExternal?: string;
            urlinApp?: string;
          };
          /**
           * Shown at this account only
           */
          ctidTraderAccountId?: number;
        },
        {
          color: string;
          title: string;
          enabled: boolean;
          closable: boolean;
          /**
           * One of the two
           */
          action: {
            urlExternal?: string;
            urlinApp?: string;
          };
          /**
           * Shown at this account only
           */
          ctidTraderAccountId?: number;
        },
        {
          color: string;
          title: string;
          enabled: boolean;
          closable: boolean;
          /**
           * One of the two
           */
          action: {
            urlExternal?: string;
            urlinApp?: string;
          };
          /**
           * Shown at this account only
           */
          ctidTraderAccountId?: number;
        },
        {
          color: string;
          title: string;
          enabled: boolean;
          closable: boolean;
          /**
           * One of the two
           */
          action: {
            urlExternal?: string;
            urlinApp?: string;
          };
          /**
           * Shown at this account only
           */
          ctidTraderAccountId?: number;
        },
        {
          color: string;
          title: string;
          enabled: boolean;
          closable: boolean;
          /**
           * One of the two
           */
          action: {
            urlExternal?: string;
            urlinApp?: string;
          };
          /**
           * Shown at this account only
           */
          ctidTraderAccountId?: number;
        },
        {
          color: string;
          title: string;
          enabled: boolean;
          closable: boolean;
          /**
           * One of the two
           */
          action: {
            urlExternal?: string;
            urlinApp?: string;
          };
          /**
           * Shown at this account only
           */
          ctidTraderAccountId?: number;
        },
        {
          color: string;
          title: string;
          enabled: boolean;
          closable: boolean;
          /**
           * One of the two
           */
          action: {
            urlExternal?: string;
            urlinApp?: string;
          };
          /**
           * Shown at this account only
           */
          ctidTraderAccountId?: number;
        }
      ]
    | [
        {
          color: string;
          title: string;
          enabled: boolean;
          closable: boolean;
          /**
           * One of the two
           */
          action: {
            urlExternal?: string;
            urlinApp?: string;
          };
          /**
           * Shown at this account only
           */
          ctidTraderAccountId?: number;
        },
        {
          color: string;
          title: string;
          enabled: boolean;
          closable: boolean;
          /**
           * One of the two
           */
          action: {
            urlExternal?: string;
            urlinApp?: string;
          };
          /**
           * Shown at this account only
           */
          ctidTraderAccountId?: number;
        },
        {
          color: string;
          title: string;
          enabled: boolean;
          closable: boolean;
          /**
           * One of the two
           */
          action: {
            urlExternal?: string;
            urlinApp?: string;
          };
          /**
           * Shown at this account only
           */
          ctidTraderAccountId?: number;
        },
        {
          color: string;
          title: string;
          enabled: boolean;
          closable: boolean;
          /**
           * One of the two
           */
          action: {
            urlExternal?: string;
            urlinApp?: string;
          };
          /**
           * Shown at this account only
           */
          ctidTraderAccountId?: number;
        },
        {
          color: string;
          title: string;
          enabled: boolean;
          closable: boolean;
          /**
           * One of the two
           */
          action: {
            urlExternal?: string;
            urlinApp?: string;
          };
          /**
           * Shown at this account only
           */
          ctidTraderAccountId?: number;
        },
        {
          color: string;
          title: string;
          enabled: boolean;
          closable: boolean;
          /**
           * One of the two
           */
          action: {
            urlExternal?: string;
            urlinApp?: string;
          };
          /**
           * Shown at this account only
           */
          ctidTraderAccountId?: number;
        },
        {
          color: string;
          title: string;
          enabled: boolean;
          closable: boolean;
          /**
           * One of the two
           */
          action: {
            urlExternal?: string;
            urlinApp?: string;
          };
          /**
           * Shown at this account only
           */
          ctidTraderAccountId?: number;
        },
        {
          color: string;
          title: string;
          enabled: boolean;
          closable: boolean;
          /**
           * One of the two
           */
          action: {
            urlExternal?: string;
            urlinApp?: string;
          };
          /**
           * Shown at this account only
           */
          ctidTraderAccountId?: number;
        },
        {
          color: string;
          title: string;
          enabled: boolean;
          closable: boolean;
          /**
           * One of the two
           */
          action: {
            urlExternal?: string;
            urlinApp?: string;
          };
          /**
           * Shown at this account only
           */
          ctidTraderAccountId?: number;
        },
        {
          color: string;
          title: string;
          enabled: boolean;
          closable: boolean;
          /**
           * One of the two
           */
          action: {
            urlExternal?: string;
            urlinApp?: string;
          };
          /**
           * Shown at this account only
           */
          ctidTraderAccountId?: number;
        },
        {
          color: string;
          title: string;
          enabled: boolean;
          closable: boolean;
          /**
           * One of the two
           */
          action: {
            urlExternal?: string;
            urlinApp?: string;
          };
          /**
           * Shown at this account only
           */
          ctidTraderAccountId?: number;
        },
        {
          color: string;
          title: string;
          enabled: boolean;
          closable: boolean;
          /**
           * One of the two
           */
          action: {
            urlExternal?: string;
            urlinApp?: string;
          };
          /**
           * Shown at this account only
           */
          ctidTraderAccountId?: number;
        }
      ]
    | [
        {
          color: string;
          title: string;
          enabled: boolean;
          closable: boolean;
          /**
           * One of the two
           */
          action: {
            urlExternal?: string;
            urlinApp?: string;
          };
          /**
           * Shown at this account only
           */
          ctidTraderAccountId?: number;
        },
        {
          color: string;
          title: string;
          enabled: boolean;
          closable: boolean;
          /**
           * One of the two
           */
          action: {
            urlExternal?: string;
            urlinApp?: string;
          };
          /**
           * Shown at this account only
           */
          ctidTraderAccountId?: number;
        },
        {
          color: string;
          title: string;
          enabled: boolean;
          closable: boolean;
          /**
           * One of the two
           */
          action: {
            urlExternal?: string;
            urlinApp?: string;
          };
          /**
           * Shown at this account only
           */
          ctidTraderAccountId?: number;
        },
        {
          color: string;
          title: string;
          enabled: boolean;
          closable: boolean;
          /**
           * One of the two
           */
          action: {
            urlExternal?: string;
            urlinApp?: string;
          };
          /**
           * Shown at this account only
           */
          ctidTraderAccountId?: number;
        },
        {
          color: string;
          title: string;
          enabled: boolean;
          closable: boolean;
          /**
           * One of the two
           */
          action: {
            urlExternal?: string;
            urlinApp?: string;
          };
          /**
           * Shown at this account only
           */
          ctidTraderAccountId?: number;
        },
        {
          color: string;
          title: string;
          enabled: boolean;
          closable: boolean;
          /**
           * One of the two
           */
          action: {
            urlExternal?: string;
            urlinApp?: string;
          };
          /**
           * Shown at this account only
           */
          ctidTraderAccountId?: number;
        },
        {
          color: string;
          title: string;
          enabled: boolean;
          closable: boolean;
          /**
           * One of the two
           */
          action: {
            urlExternal?: string;
            urlinApp?: string;
          };
          /**
           * Shown at this account only
           */
          ctidTraderAccountId?: number;
        },
        {
          color: string;
          title: string;
          enabled: boolean;
          closable: boolean;
          /**
           * One of the two
           */
          action: {
            urlExternal?: string;
            urlinApp?: string;
          };
          /**
           * Shown at this account only
           */
          ctidTraderAccountId?: number;
        },
        {
          color: string;
          title: string;
          enabled: boolean;
          closable: boolean;
          /**
           * One of the two
           */
          action: {
            urlExternal?: string;
            urlinApp?: string;
          };
          /**
           * Shown at this account only
           */
          ctidTraderAccountId?: number;
        },
        {
          color: string;
          title: string;
          enabled: boolean;
          closable: boolean;
          /**
           * One of the two
           */
          action: {
            urlExternal?: string;
            urlinApp?: string;
          };
          /**
           * Shown at this account only
           */
          ctidTraderAccountId?: number;
        },
        {
          color: string;
          title: string;
          enabled: boolean;
          closable: boolean;
          /**
           * One of the two
           */
          action: {
            urlExternal?: string;
            urlinApp?: string;
          };
          /**
           * Shown at this account only
           */
          ctidTraderAccountId?: number;
        },
        {
          color: string;
          title: string;
          enabled: boolean;
          closable: boolean;
          /**
           * One of the two
           */
          action: {
            urlExternal?: string;
            urlinApp?: string;
          };
          /**
           * Shown at this account only
           */
          ctidTraderAccountId?: number;
        },
        {
          color: string;
          title: string;
          enabled: boolean;
          closable: boolean;
          /**
           * One of the two
           */
          action: {
            urlExternal?: string;
            urlinApp?: string;
          };
          /**
           * Shown at this account only
           */
          ctidTraderAccountId?: number;
        }
      ]
    | [
        {
          color: string;
          title: string;
          enabled: boolean;
          closable: boolean;
          /**
           * One of the two
           */
          action: {
            urlExternal?: string;
            urlinApp?: string;
          };
          /**
           * Shown at this account only
           */
          ctidTraderAccountId?: number;
        },
        {
          color: string;
          title: string;
          enabled: boolean;
          closable: boolean;
          /**
           * One of the two
           */
          action: {
            urlExternal?: string;
            urlinApp?: string;
          };
          /**
           * Shown at this account only
           */
          ctidTraderAccountId?: number;
        },
        {
          color: string;
          title: string;
          enabled: boolean;
          closable: boolean;
          /**
           * One of the two
           */
          action: {
            urlExternal?: string;
            urlinApp?: string;
          };
          /**
           * Shown at this account only
           */
          ctidTraderAccountId?: number;
        },
        {
          color: string;
          title: string;
          enabled: boolean;
          closable: boolean;
          /**
           * One of the two
           */
          action: {
            urlExternal?: string;
            urlinApp?: string;
          };
          /**
           * Shown at this account only
           */
          ctidTraderAccountId?: number;
        },
        {
          color: string;
          title: string;
          enabled: boolean;
          closable: boolean;
          /**
           * One of the two
           */
          action: {
            urlExternal?: string;
            urlinApp?: string;
          };
          /**
           * Shown at this account only
           */
          ctidTraderAccountId?: number;
        },
        {
          color: string;
          title: string;
          enabled: boolean;
          closable: boolean;
          /**
           * One of the two
           */
          action: {
            urlExternal?: string;
            urlinApp?: string;
          };
          /**
           * Shown at this account only
           */
          ctidTraderAccountId?: number;
        },
        {
          color: string;
          title: string;
          enabled: boolean;
          closable: boolean;
          /**
           * One of the two
           */
          action: {
            urlExternal?: string;
            urlinApp?: string;
          };
          /**
           * Shown at this account only
           */
          ctidTraderAccountId?: number;
        },
        {
          color: string;
          title: string;
          enabled: boolean;
          closable: boolean;
          /**
           * One of the two
           */
          action: {
            urlExternal?: string;
            urlinApp?: string;
          };
          /**
           * Shown at this account only
           */
          ctidTraderAccountId?: number;
        },
        {
          color: string;
          title: string;
          enabled: boolean;
          closable: boolean;
          /**
           * One of the two
           */
          action: {
            urlExternal?: string;
            urlinApp?: string;
          };
          /**
           * Shown at this account only
           */
          ctidTraderAccountId?: number;
        },
        {
          color: string;
          title: string;
          enabled: boolean;
          closable: boolean;
          /**
           * One of the two
           */
          action: {
            urlExternal?: string;
            urlinApp?: string;
          };
          /**
           * Shown at this account only
           */
          ctidTraderAccountId?: number;
        },
        {
          color: string;
          title: string;
          enabled: boolean;
          closable: boolean;
          /**
           * One of the two
           */
          action: {
            urlExternal?: string;
            urlinApp?: string;
          };
          /**
           * Shown at this account only
           */
          ctidTraderAccountId?: number;
        },
        {
          color: string;
          title: string;
          enabled: boolean;
          closable: boolean;
          /**
           * One of the two
           */
          action: {
            urlExternal?: string;
            urlinApp?: string;
          };
          /**
           * Shown at this account only
           */
          ctidTraderAccountId?: number;
        },
        {
          color: string;
          title: string;
          enabled: boolean;
          closable: boolean;
          /**
           * One of the two
           */
          action: {
            urlExternal?: string;
            urlinApp?: string;
          };
          /**
           * Shown at this account only
           */
          ctidTraderAccountId?: number;
        },
        {
          color: string;
          title: string;
          enabled: boolean;
          closable: boolean;
          /**
           * One of the two
           */
          action: {
            urlExternal?: string;
            urlinApp?: string;
          };
          /**
           * Shown at this account only
           */
          ctidTraderAccountId?: number;
        }
      ]
    | [
        {
          color: string;
          title: string;
          enabled: boolean;
          closable: boolean;
          /**
           * One of the two
           */
          action: {
            urlExternal?: string;
            urlinApp?: string;
          };
          /**
           * Shown at this account only
           */
          ctidTraderAccountId?: number;
        },
        {
          color: string;
          title: string;
          enabled: boolean;
          closable: boolean;
          /**
           * One of the two
           */
          action: {
            urlExternal?: string;
            urlinApp?: string;
          };
          /**
           * Shown at this account only
           */
          ctidTraderAccountId?: number;
        },
        {
          color: string;
          title: string;
          enabled: boolean;
          closable: boolean;
          /**
           * One of the two
           */
          action: {
            urlExternal?: string;
            urlinApp?: string;
          };
          /**
           * Shown at this account only
           */
          ctidTraderAccountId?: number;
        },
        {
          color: string;
          title: string;
          enabled: boolean;
          closable: boolean;
          /**
           * One of the two
           */
          action: {
            urlExternal?: string;
            urlinApp?: string;
          };
          /**
           * Shown at this account only
           */
          ctidTraderAccountId?: number;
        },
        {
          color: string;
          title: string;
          enabled: boolean;
          closable: boolean;
          /**
           * One of the two
           */
          action: {
            urlExternal?: string;
            urlinApp?: string;
          };
          /**
           * Shown at this account only
           */
          ctidTraderAccountId?: number;
        },
        {
          color: string;
          title: string;
          enabled: boolean;
          closable: boolean;
          /**
           * One of the two
           */
          action: {
            urlExternal?: string;
            urlinApp?: string;
          };
          /**
           * Shown at this account only
           */
          ctidTraderAccountId?: number;
        },
        {
          color: string;
          title: string;
          enabled: boolean;
          closable: boolean;
          /**
           * One of the two
           */
          action: {
            urlExternal?: string;
            urlinApp?: string;
          };
          /**
           * Shown at this account only
           */
          ctidTraderAccountId?: number;
        },
        {
          color: string;
          title: string;
          enabled: boolean;
          closable: boolean;
          /**
           * One of the two
           */
          action: {
            urlExternal?: string;
            urlinApp?: string;
          };
          /**
           * Shown at this account only
           */
          ctidTraderAccountId?: number;
        },
        {
          color: string;
          title: string;
          enabled: boolean;
          closable: boolean;
          /**
           * One of the two
           */
          action: {
            urlExternal?: string;
            urlinApp?: string;
          };
          /**
           * Shown at this account only
           */
          ctidTraderAccountId?: number;
        },
        {
          color: string;
          title: string;
          enabled: boolean;
          closable: boolean;
          /**
           * One of the two
           */
          action: {
            urlExternal?: string;
            urlinApp?: string;
          };
          /**
           * Shown at this account only
           */
          ctidTraderAccountId?: number;
        },
        {
          color: string;
          title: string;
          enabled: boolean;
          closable: boolean;
          /**
           * One of the two
           */
          action: {
            urlExternal?: string;
            urlinApp?: string;
          };
          /**
           * Shown at this account only
           */
          ctidTraderAccountId?: number;
        },
        {
          color: string;
          title: string;
          enabled: boolean;
          closable: boolean;
          /**
           * One of the two
           */
          action: {
            urlExternal?: string;
            urlinApp?: string;
          };
          /**
           * Shown at this account only
           */
          ctidTraderAccountId?: number;
        },
        {
          color: string;
          title: string;
          enabled: boolean;
          closable: boolean;
          /**
           * One of the two
           */
          action: {
            urlExternal?: string;
            urlinApp?: string;
          };
          /**
           * Shown at this account only
           */
          ctidTraderAccountId?: number;
        },
        {
          color: string;
          title: string;
          enabled: boolean;
          closable: boolean;
          /**
           * One of the two
           */
          action: {
            urlExternal?: string;
            urlinApp?: string;
          };
          /**
           * Shown at this account only
           */
          ctidTraderAccountId?: number;
        },
        {
          color: string;
          title: string;
          enabled: boolean;
          closable: boolean;
          /**
           * One of the two
           */
          action: {
            urlExternal?: string;
            urlinApp?: string;
          };
          /**
           * Shown at this account only
           */
          ctidTraderAccountId?: number;
        }
      ]
    | [
        {
          color: string;
          title: string;
          enabled: boolean;
          closable: boolean;
          /**
           * One of the two
           */
          action: {
            urlExternal?: string;
            urlinApp?: string;
          };
          /**
           * Shown at this account only
           */
          ctidTraderAccountId?: number;
        },
        {
          color: string;
          title: string;
          enabled: boolean;
          closable: boolean;
          /**
           * One of the two
           */
          action: {
            urlExternal?: string;
            urlinApp?: string;
          };
          /**
           * Shown at this account only
           */
          ctidTraderAccountId?: number;
        },
        {
          color: string;
          title: string;
          enabled: boolean;
          closable: boolean;
          /**
           * One of the two
           */
          action: {
            urlExternal?: string;
            urlinApp?: string;
          };
          /**
           * Shown at this account only
           */
          ctidTraderAccountId?: number;
        },
        {
          color: string;
          title: string;
          enabled: boolean;
          closable: boolean;
          /**
           * One of the two
           */
          action: {
            urlExternal?: string;
            urlinApp?: string;
          };
          /**
           * Shown at this account only
           */
          ctidTraderAccountId?: number;
        },
        {
          color: string;
          title: string;
          enabled: boolean;
          closable: boolean;
          /**
           * One of the two
           */
          action: {
            urlExternal?: string;
            urlinApp?: string;
          };
          /**
           * Shown at this account only
           */
          ctidTraderAccountId?: number;
        },
        {
          color: string;
          title: string;
          enabled: boolean;
          closable: boolean;
          /**
           * One of the two
           */
          action: {
            urlExternal?: string;
            urlinApp?: string;
          };
          /**
           * Shown at this account only
           */
          ctidTraderAccountId?: number;
        },
        {
          color: string;
          title: string;
          enabled: boolean;
          closable: boolean;
          /**
           * One of the two
           */
          action: {
            urlExternal?: string;
            urlinApp?: string;
          };
          /**
           * Shown at this account only
           */
          ctidTraderAccountId?: number;
        },
        {
          color: string;
          title: string;
          enabled: boolean;
          closable: boolean;
          /**
           * One of the two
           */
          action: {
            urlExternal?: string;
            urlinApp?: string;
          };
          /**
           * Shown at this account only
           */
          ctidTraderAccountId?: number;
        },
        {
          color: string;
          title: string;
          enabled: boolean;
          closable: boolean;
          /**
           * One of the two
           */
          action: {
            urlExternal?: string;
            urlinApp?: string;
          };
          /**
           * Shown at this account only
           */
          ctidTraderAccountId?: number;
        },
        {
          color: string;
          title: string;
          enabled: boolean;
          closable: boolean;
          /**
           * One of the two
           */
          action: {
            urlExternal?: string;
            urlinApp?: string;
          };
          /**
           * Shown at this account only
           */
          ctidTraderAccountId?: number;
        },
        {
          color: string;
          title: string;
          enabled: boolean;
          closable: boolean;
          /**
           * One of the two
           */
          action: {
            urlExternal?: string;
            urlinApp?: string;
          };
          /**
           * Shown at this account only
           */
          ctidTraderAccountId?: number;
        },
        {
          color: string;
          title: string;
          enabled: boolean;
          closable: boolean;
          /**
           * One of the two
           */
          action: {
            urlExternal?: string;
            urlinApp?: string;
          };
          /**
           * Shown at this account only
           */
          ctidTraderAccountId?: number;
        },
        {
          color: string;
          title: string;
          enabled: boolean;
          closable: boolean;
          /**
           * One of the two
           */
          action: {
            urlExternal?: string;
            urlinApp?: string;
          };
          /**
           * Shown at this account only
           */
          ctidTraderAccountId?: number;
        },
        {
          color: string;
          title: string;
          enabled: boolean;
          closable: boolean;
          /**
           * One of the two
           */
          action: {
            urlExternal?: string;
            urlinApp?: string;
          };
          /**
           * Shown at this account only
           */
          ctidTraderAccountId?: number;
        },
        {
          color: string;
          title: string;
          enabled: boolean;
          closable: boolean;
          /**
           * One of the two
           */
          action: {
            urlExternal?: string;
            urlinApp?: string;
          };
          /**
           * Shown at this account only
           */
          ctidTraderAccountId?: number;
        },
        {
          color: string;
          title: string;
          enabled: boolean;
          closable: boolean;
          /**
           * One of the two
           */
          action: {
            urlExternal?: string;
            urlinApp?: string;
          };
          /**
           * Shown at this account only
           */
          ctidTraderAccountId?: number;
        }
      ]
    | [
        {
          color: string;
          title: string;
          enabled: boolean;
          closable: boolean;
          /**
           * One of the two
           */
          action: {
            urlExternal?: string;
            urlinApp?: string;
          };
          /**
           * Shown at this account only
           */
          ctidTraderAccountId?: number;
        },
        {
          color: string;
          title: string;
          enabled: boolean;
          closable: boolean;
          /**
           * One of the two
           */
          action: {
            urlExternal?: string;
            urlinApp?: string;
          };
          /**
           * Shown at this account only
           */
          ctidTraderAccountId?: number;
        },
        {
          color: string;
          title: string;
          enabled: boolean;
          closable: boolean;
          /**
           * One of the two
           */
          action: {
            urlExternal?: string;
            urlinApp?: string;
          };
          /**
           * Shown at this account only
           */
          ctidTraderAccountId?: number;
        },
        {
          color: string;
          title: string;
          enabled: boolean;
          closable: boolean;
          /**
           * One of the two
           */
          action: {
            urlExternal?: string;
            urlinApp?: string;
          };
          /**
           * Shown at this account only
           */
          ctidTraderAccountId?: number;
        },
        {
          color: string;
          title: string;
          enabled: boolean;
          closable: boolean;
          /**
           * One of the two
           */
          action: {
            urlExternal?: string;
            urlinApp?: string;
          };
          /**
           * Shown at this account only
           */
          ctidTraderAccountId?: number;
        },
        {
          color: string;
          title: string;
          enabled: boolean;
          closable: boolean;
          /**
           * One of the two
           */
          action: {
            urlExternal?: string;
            urlinApp?: string;
          };
          /**
           * Shown at this account only
           */
          ctidTraderAccountId?: number;
        },
        {
          color: string;
          title: string;
          enabled: boolean;
          closable: boolean;
          /**
           * One of the two
           */
          action: {
            urlExternal?: string;
            urlinApp?: string;
          };
          /**
           * Shown at this account only
           */
          ctidTraderAccountId?: number;
        },
        {
          color: string;
          title: string;
          enabled: boolean;
          closable: boolean;
          /**
           * One of the two
           */
          action: {
            urlExternal?: string;
            urlinApp?: string;
          };
          /**
           * Shown at this account only
           */
          ctidTraderAccountId?: number;
        },
        {
          color: string;
          title: string;
          enabled: boolean;
          closable: boolean;
          /**
           * One of the two
           */
          action: {
            urlExternal?: string;
            urlinApp?: string;
          };
          /**
           * Shown at this account only
           */
          ctidTraderAccountId?: number;
        },
        {
          color: string;
          title: string;
          enabled: boolean;
          closable: boolean;
          /**
           * One of the two
           */
          action: {
            urlExternal?: string;
            urlinApp?: string;
          };
          /**
           * Shown at this account only
           */
          ctidTraderAccountId?: number;
        },
        {
          color: string;
          title: string;
          enabled: boolean;
          closable: boolean;
          /**
           * One of the two
           */
          action: {
            urlExternal?: string;
            urlinApp?: string;
          };
          /**
           * Shown at this account only
           */
          ctidTraderAccountId?: number;
        },
        {
          color: string;
          title: string;
          enabled: boolean;
          closable: boolean;
          /**
           * One of the two
           */
          action: {
            urlExternal?: string;
            urlinApp?: string;
          };
          /**
           * Shown at this account only
           */
          ctidTraderAccountId?: number;
        },
        {
          color: string;
          title: string;
          enabled: boolean;
          closable: boolean;
          /**
           * One of the two
           */
          action: {
            urlExternal?: string;
            urlinApp?: string;
          };
          /**
           * Shown at this account only
           */
          ctidTraderAccountId?: number;
        },
        {
          color: string;
          title: string;
          enabled: boolean;
          closable: boolean;
          /**
           * One of the two
           */
          action: {
            urlExternal?: string;
            urlinApp?: string;
          };
          /**
           * Shown at this account only
           */
          ctidTraderAccountId?: number;
        },
        {
          color: string;
          title: string;
          enabled: boolean;
          closable: boolean;
          /**
           * One of the two
           */
          action: {
            urlExternal?: string;
            urlinApp?: string;
          };
          /**
           * Shown at this account only
           */
          ctidTraderAccountId?: number;
        },
        {
          color: string;
          title: string;
          enabled: boolean;
          closable: boolean;
          /**
           * One of the two
           */
          action: {
            urlExternal?: string;
            urlinApp?: string;
          };
          /**
           * Shown at this account only
           */
          ctidTraderAccountId?: number;
        },
        {
          color: string;
          title: string;
          enabled: boolean;
          closable: boolean;
          /**
           * One of the two
           */
          action: {
            urlExternal?: string;
            urlinApp?: string;
          };
          /**
           * Shown at this account only
           */
          ctidTraderAccountId?: number;
        }
      ]
    | [
        {
          color: string;
          title: string;
          enabled: boolean;
          closable: boolean;
          /**
           * One of the two
           */
          action: {
            urlExternal?: string;
            urlinApp?: string;
          };
          /**
           * Shown at this account only
           */
          ctidTraderAccountId?: number;
        },
        {
          color: string;
          title: string;
          enabled: boolean;
          closable: boolean;
          /**
           * One of the two
           */
          action: {
            urlExternal?: string;
            urlinApp?: string;
          };
          /**
           * Shown at this account only
           */
          ctidTraderAccountId?: number;
        },
        {
          color: string;
          title: string;
          enabled: boolean;
          closable: boolean;
          /**
           * One of the two
           */
          action: {
            urlExternal?: string;
            urlinApp?: string;
          };
          /**
           * Shown at this account only
           */
          ctidTraderAccountId?: number;
        },
        {
          color: string;
          title: string;
          enabled: boolean;
          closable: boolean;
          /**
           * One of the two
           */
          action: {
            urlExternal?: string;
            urlinApp?: string;
          };
          /**
           * Shown at this account only
           */
          ctidTraderAccountId?: number;
        },
        {
          color: string;
          title: string;
          enabled: boolean;
          closable: boolean;
          /**
           * One of the two
           */
          action: {
            urlExternal?: string;
            urlinApp?: string;
          };
          /**
           * Shown at this account only
           */
          ctidTraderAccountId?: number;
        },
        {
          color: string;
          title: string;
          enabled: boolean;
          closable: boolean;
          /**
           * One of the two
           */
          action: {
            urlExternal?: string;
            urlinApp?: string;
          };
          /**
           * Shown at this account only
           */
          ctidTraderAccountId?: number;
        },
        {
          color: string;
          title: string;
          enabled: boolean;
          closable: boolean;
          /**
           * One of the two
           */
          action: {
            urlExternal?: string;
            urlinApp?: string;
          };
          /**
           * Shown at this account only
           */
          ctidTraderAccountId?: number;
        },
        {
          color: string;
          title: string;
          enabled: boolean;
          closable: boolean;
          /**
           * One of the two
           */
          action: {
            urlExternal?: string;
            urlinApp?: string;
          };
          /**
           * Shown at this account only
           */
          ctidTraderAccountId?: number;
        },
        {
          color: string;
          title: string;
          enabled: boolean;
          closable: boolean;
          /**
           * One of the two
           */
          action: {
            urlExternal?: string;
            urlinApp?: string;
          };
          /**
           * Shown at this account only
           */
          ctidTraderAccountId?: number;
        },
        {
          color: string;
          title: string;
          enabled: boolean;
          closable: boolean;
          /**
           * One of the two
           */
          action: {
            urlExternal?: string;
            urlinApp?: string;
          };
          /**
           * Shown at this account only
           */
          ctidTraderAccountId?: number;
        },
        {
          color: string;
          title: string;
          enabled: boolean;
          closable: boolean;
          /**
           * One of the two
           */
          action: {
            urlExternal?: string;
            urlinApp?: string;
          };
          /**
           * Shown at this account only
           */
          ctidTraderAccountId?: number;
        },
        {
          color: string;
          title: string;
          enabled: boolean;
          closable: boolean;
          /**
           * One of the two
           */
          action: {
            urlExternal?: string;
            urlinApp?: string;
          };
          /**
           * Shown at this account only
           */
          ctidTraderAccountId?: number;
        },
        {
          color: string;
          title: string;
          enabled: boolean;
          closable: boolean;
          /**
           * One of the two
           */
          action: {
            urlExternal?: string;
            urlinApp?: string;
          };
          /**
           * Shown at this account only
           */
          ctidTraderAccountId?: number;
        },
        {
          color: string;
          title: string;
          enabled: boolean;
          closable: boolean;
          /**
           * One of the two
           */
          action: {
            urlExternal?: string;
            urlinApp?: string;
          };
          /**
           * Shown at this account only
           */
          ctidTraderAccountId?: number;
        },
        {
          color: string;
          title: string;
          enabled: boolean;
          closable: boolean;
          /**
           * One of the two
           */
          action: {
            urlExternal?: string;
            urlinApp?: string;
          };
          /**
           * Shown at this account only
           */
          ctidTraderAccountId?: number;
        },
        {
          color: string;
          title: string;
          enabled: boolean;
          closable: boolean;
          /**
           * One of the two
           */
          action: {
            urlExternal?: string;
            urlinApp?: string;
          };
          /**
           * Shown at this account only
           */
          ctidTraderAccountId?: number;
        },
        {
          color: string;
          title: string;
          enabled: boolean;
          closable: boolean;
          /**
           * One of the two
           */
          action: {
            urlExternal?: string;
            urlinApp?: string;
          };
          /**
           * Shown at this account only
           */
          ctidTraderAccountId?: number;
        },
        {
          color: string;
          title: string;
          enabled: boolean;
          closable: boolean;
          /**
           * One of the two
           */
          action: {
            urlExternal?: string;
            urlinApp?: string;
          };
          /**
           * Shown at this account only
           */
          ctidTraderAccountId?: number;
        }
      ]
    | [
        {
          color: string;
          title: string;
          enabled: boolean;
          closable: boolean;
          /**
           * One of the two
           */
          action: {
            urlExternal?: string;
            urlinApp?: string;
          };
          /**
           * Shown at this account only
           */
          ctidTraderAccountId?: number;
        },
        {
          color: string;
          title: string;
          enabled: boolean;
          closable: boolean;
          /**
           * One of the two
           */
          action: {
            urlExternal?: string;
            urlinApp?: string;
          };
          /**
           * Shown at this account only
           */
          ctidTraderAccountId?: number;
        },
        {
          color: string;
          title: string;
          enabled: boolean;
          closable: boolean;
          /**
           * One of the two
           */
          action: {
            urlExternal?: string;
            urlinApp?: string;
          };
          /**
           * Shown at this account only
           */
          ctidTraderAccountId?: number;
        },
        {
          color: string;
          title: string;
          enabled: boolean;
          closable: boolean;
          /**
           * One of the two
           */
          action: {
            urlExternal?: string;
            urlinApp?: string;
          };
          /**
           * Shown at this account only
           */
          ctidTraderAccountId?: number;
        },
        {
          color: string;
          title: string;
          enabled: boolean;
          closable: boolean;
          /**
           * One of the two
           */
          action: {
            urlExternal?: string;
            urlinApp?: string;
          };
          /**
           * Shown at this account only
           */
          ctidTraderAccountId?: number;
        },
        {
          color: string;
          title: string;
          enabled: boolean;
          closable: boolean;
          /**
           * One of the two
           */
          action: {
            urlExternal?: string;
            urlinApp?: string;
          };
          /**
           * Shown at this account only
           */
          ctidTraderAccountId?: number;
        },
        {
          color: string;
          title: string;
          enabled: boolean;
          closable: boolean;
          /**
           * One of the two
           */
          action: {
            urlExternal?: string;
            urlinApp?: string;
          };
          /**
           * Shown at this account only
           */
          ctidTraderAccountId?: number;
        },
        {
          color: string;
          title: string;
          enabled: boolean;
          closable: boolean;
          /**
           * One of the two
           */
          action: {
            urlExternal?: string;
            urlinApp?: string;
          };
          /**
           * Shown at this account only
           */
          ctidTraderAccountId?: number;
        },
        {
          color: string;
          title: string;
          enabled: boolean;
          closable: boolean;
          /**
           * One of the two
           */
          action: {
            urlExternal?: string;
            urlinApp?: string;
          };
          /**
           * Shown at this account only
           */
          ctidTraderAccountId?: number;
        },
        {
          color: string;
          title: string;
          enabled: boolean;
          closable: boolean;
          /**
           * One of the two
           */
          action: {
            urlExternal?: string;
            urlinApp?: string;
          };
          /**
           * Shown at this account only
           */
          ctidTraderAccountId?: number;
        },
        {
          color: string;
          title: string;
          enabled: boolean;
          closable: boolean;
          /**
           * One of the two
           */
          action: {
            urlExternal?: string;
            urlinApp?: string;
          };
          /**
           * Shown at this account only
           */
          ctidTraderAccountId?: number;
        },
        {
          color: string;
          title: string;
          enabled: boolean;
          closable: boolean;
          /**
           * One of the two
           */
          action: {
            urlExternal?: string;
            urlinApp?: string;
          };
          /**
           * Shown at this account only
           */
          ctidTraderAccountId?: number;
        },
        {
          color: string;
          title: string;
          enabled: boolean;
          closable: boolean;
          /**
           * One of the two
           */
          action: {
            urlExternal?: string;
            urlinApp?: string;
          };
          /**
           * Shown at this account only
           */
          ctidTraderAccountId?: number;
        },
        {
          color: string;
          title: string;
          enabled: boolean;
          closable: boolean;
          /**
           * One of the two
           */
          action: {
            urlExternal?: string;
            urlinApp?: string;
          };
          /**
           * Shown at this account only
           */
          ctidTraderAccountId?: number;
        },
        {
          color: string;
          title: string;
          enabled: boolean;
          closable: boolean;
          /**
           * One of the two
           */
          action: {
            urlExternal?: string;
            urlinApp?: string;
          };
          /**
           * Shown at this account only
           */
          ctidTraderAccountId?: number;
        },
        {
          color: string;
          title: string;
          enabled: boolean;
          closable: boolean;
          /**
           * One of the two
           */
          action: {
            urlExternal?: string;
            urlinApp?: string;
          };
          /**
           * Shown at this account only
           */
          ctidTraderAccountId?: number;
        },
        {
          color: string;
          title: string;
          enabled: boolean;
          closable: boolean;
          /**
           * One of the two
           */
          action: {
            urlExternal?: string;
            urlinApp?: string;
          };
          /**
           * Shown at this account only
           */
          ctidTraderAccountId?: number;
        },
        {
          color: string;
          title: string;
          enabled: boolean;
          closable: boolean;
          /**
           * One of the two
           */
          action: {
            urlExternal?: string;
            urlinApp?: string;
          };
          /**
           * Shown at this account only
           */
          ctidTraderAccountId?: number;
        },
        {
          color: string;
          title: string;
          enabled: boolean;
          closable: boolean;
          /**
           * One of the two
           */
          action: {
            urlExternal?: string;
            urlinApp?: string;
          };
          /**
           * Shown at this account only
           */
          ctidTraderAccountId?: number;
        }
      ]
    | [
        {
          color: string;
          title: string;
          enabled: boolean;
          closable: boolean;
          /**
           * One of the two
           */
          action: {
            urlExternal?: string;
            urlinApp?: string;
          };
          /**
           * Shown at this account only
           */
          ctidTraderAccountId?: number;
        },
        {
          color: string;
          title: string;
          enabled: boolean;
          closable: boolean;
          /**
           * One of the two
           */
          action: {
            urlExternal?: string;
            urlinApp?: string;
          };
          /**
           * Shown at this account only
           */
          ctidTraderAccountId?: number;
        },
        {
          color: string;
          title: string;
          enabled: boolean;
          closable: boolean;
          /**
           * One of the two
           */
          action: {
            urlExternal?: string;
            urlinApp?: string;
          };
          /**
           * Shown at this account only
           */
          ctidTraderAccountId?: number;
        },
        {
          color: string;
          title: string;
          enabled: boolean;
          closable: boolean;
          /**
           * One of the two
           */
          action: {
            urlExternal?: string;
            urlinApp?: string;
          };
          /**
           * Shown at this account only
           */
          ctidTraderAccountId?: number;
        },
        {
          color: string;
          title: string;
          enabled: boolean;
          closable: boolean;
          /**
           * One of the two
           */
          action: {
            urlExternal?: string;
            urlinApp?: string;
          };
          /**
           * Shown at this account only
           */
          ctidTraderAccountId?: number;
        },
        {
          color: string;
          title: string;
          enabled: boolean;
          closable: boolean;
          /**
           * One of the two
           */
          action: {
            urlExternal?: string;
            urlinApp?: string;
          };
          /**
           * Shown at this account only
           */
          ctidTraderAccountId?: number;
        },
        {
          color: string;
          title: string;
          enabled: boolean;
          closable: boolean;
          /**
           * One of the two
           */
          action: {
            urlExternal?: string;
            urlinApp?: string;
          };
          /**
           * Shown at this account only
           */
          ctidTraderAccountId?: number;
        },
        {
          color: string;
          title: string;
          enabled: boolean;
          closable: boolean;
          /**
           * One of the two
           */
          action: {
            urlExternal?: string;
            urlinApp?: string;
          };
          /**
           * Shown at this account only
           */
          ctidTraderAccountId?: number;
        },
        {
          color: string;
          title: string;
          enabled: boolean;
          closable: boolean;
          /**
           * One of the two
           */
          action: {
            urlExternal?: string;
            urlinApp?: string;
          };
          /**
           * Shown at this account only
           */
          ctidTraderAccountId?: number;
        },
        {
          color: string;
          title: string;
          enabled: boolean;
          closable: boolean;
          /**
           * One of the two
           */
          action: {
            urlExternal?: string;
            urlinApp?: string;
          };
          /**
           * Shown at this account only
           */
          ctidTraderAccountId?: number;
        },
        {
          color: string;
          title: string;
          enabled: boolean;
          closable: boolean;
          /**
           * One of the two
           */
          action: {
            urlExternal?: string;
            urlinApp?: string;
          };
          /**
           * Shown at this account only
           */
          ctidTraderAccountId?: number;
        },
        {
          color: string;
          title: string;
          enabled: boolean;
          closable: boolean;
          /**
           * One of the two
           */
          action: {
            urlExternal?: string;
            urlinApp?: string;
          };
          /**
           * Shown at this account only
           */
          ctidTraderAccountId?: number;
        },
        {
          color: string;
          title: string;
          enabled: boolean;
          closable: boolean;
          /**
           * One of the two
           */
          action: {
            urlExternal?: string;
            urlinApp?: string;
          };
          /**
           * Shown at this account only
           */
          ctidTraderAccountId?: number;
        },
        {
          color: string;
          title: string;
          enabled: boolean;
          closable: boolean;
          /**
           * One of the two
           */
          action: {
            urlExternal?: string;
            urlinApp?: string;
          };
          /**
           * Shown at this account only
           */
          ctidTraderAccountId?: number;
        },
        {
          color: string;
          title: string;
          enabled: boolean;
          closable: boolean;
          /**
           * One of the two
           */
          action: {
            urlExternal?: string;
            urlinApp?: string;
          };
          /**
           * Shown at this account only
           */
          ctidTraderAccountId?: number;
        },
        {
          color: string;
          title: string;
          enabled: boolean;
          closable: boolean;
          /**
           * One of the two
           */
          action: {
            urlExternal?: string;
            urlinApp?: string;
          };
          /**
           * Shown at this account only
           */
          ctidTraderAccountId?: number;
        },
        {
          color: string;
          title: string;
          enabled: boolean;
          closable: boolean;
          /**
           * One of the two
           */
          action: {
            urlExternal?: string;
            urlinApp?: string;
          };
          /**
           * Shown at this account only
           */
          ctidTraderAccountId?: number;
        },
        {
          color: string;
          title: string;
          enabled: boolean;
          closable: boolean;
          /**
           * One of the two
           */
          action: {
            urlExternal?: string;
            urlinApp?: string;
          };
          /**
           * Shown at this account only
           */
          ctidTraderAccountId?: number;
        },
        {
          color: string;
          title: string;
          enabled: boolean;
          closable: boolean;
          /**
           * One of the two
           */
          action: {
            urlExternal?: string;
            urlinApp?: string;
          };
          /**
           * Shown at this account only
           */
          ctidTraderAccountId?: number;
        },
        {
          color: string;
          title: string;
          enabled: boolean;
          closable: boolean;
          /**
           * One of the two
           */
          action: {
            urlExternal?: string;
            urlinApp?: string;
          };
          /**
           * Shown at this account only
           */
          ctidTraderAccountId?: number;
        }
      ];
  /**
   * Our id of the user
   */
  id: string;
}
export interface ListAccountsInput {
  /**
   * Our id of the user
   */
  userId: string;
}
export interface OpenAccountInput {
  /**
   * Our id of the user
   */
  userId: string;
  body: OpenAccountRequest;
}
export interface ListAccountOffersInput {}
export interface CreateOneTimeTokenInput {
  body: CreateOneTimeTokenRequest;
}
export interface CreateInAppLinkInput {
  body: CreateInAppLinkRequest;
}
export interface SetRibbonsInput {
  /**
   * Our id of the user
   */
  userId: string;
  body: SetRibbonsRequest;
}
export interface ListPrivacyLogInput {
  /**
   * How many at the most
   */
  limit?: number;
  /**
   * `nextCursor` of the page before
   */
  cursor?: string;
  /**
   * Only of this user
   */
  userId?: string;
}
export interface GetLimitsInput {}

/** What each operation takes and gives. */
export interface Operations {
  listAccounts: { input: ListAccountsInput; answer: ListAccountsResponse };
  openAccount: { input: OpenAccountInput; answer: OpenAccountResponse };
  listAccountOffers: { input: ListAccountOffersInput; answer: ListAccountOffersResponse };
  createOneTimeToken: { input: CreateOneTimeTokenInput; answer: CreateOneTimeTokenResponse };
  createInAppLink: { input: CreateInAppLinkInput; answer: CreateInAppLinkResponse };
  setRibbons: { input: SetRibbonsInput; answer: SetRibbonsResponse };
  listPrivacyLog: { input: ListPrivacyLogInput; answer: ListPrivacyLogResponse };
  getLimits: { input: GetLimitsInput; answer: GetLimitsResponse };
}

export type ErrorCode = ErrorBody['error']['code'];
